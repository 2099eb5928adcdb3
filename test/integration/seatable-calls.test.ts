// What a SeaTable connection asks of its server: tokens, names, rows and webhooks, over real HTTP.
import { afterEach, expect, test } from 'vitest';
import type { SeatableService } from '#simulators/seatable/service';
import { accountToken, apiToken } from '#simulators/seatable/set-up';
import { good } from './kdocs-account';
import { camille, connect, http, lei, startServer, tableId, uuid } from './seatable-account';

let close: () => Promise<void> = async () => {};
afterEach(() => close());

async function begin(): Promise<SeatableService> {
  const server = await startServer();
  close = server.close;
  return server;
}
const plain = uuid.replaceAll('-', '');
const picked = { config: { baseUuid: plain }, target: { tableId } };

test('the base of an API token is found, with its tables, columns, options and people', async () => {
  const server = await begin();
  const bound = connect(server);
  const page = { search: '', cursor: null };
  expect(good(await bound.discover?.bases(http, page))).toEqual({
    bases: [{ id: plain, name: "CRM d'été" }],
    next: null,
  });
  const found = good(await bound.discover?.tables(http, plain));
  expect(found.map(({ name }) => name)).toEqual(['Deals', 'Tasks']);
  expect(found[0]?.fields).not.toContainEqual(expect.objectContaining({ id: '_ctime' }));
  const facts = good(await bound.discover?.labels(http, plain, tableId));
  expect(facts).toContainEqual({ kind: 'base', id: plain, name: "CRM d'été" });
  expect(facts).toContainEqual({ kind: 'person', id: lei, name: '李雷' });
  const name = { name: 'Name', type: 'text', property: {}, primary: true };
  expect(facts).toContainEqual({ kind: 'field', tableId, id: '0000', label: name });
});

test('an account token shows the bases that it administers, and reads the one that is picked', async () => {
  const server = await begin();
  const bound = connect(server, { accountToken });
  const none = { search: 'nothing', cursor: null };
  expect(good(await bound.discover?.bases(http, none)).bases).toEqual([]);
  expect(good(await bound.discover?.bases(http, { search: 'É', cursor: null })).bases).toHaveLength(
    1,
  );
});

test('a Base-Token is kept for days, and is of no use to another API token', async () => {
  const server = await begin();
  const bound = connect(server);
  expect(bound.credentials?.endsAt()).toBe(0);
  const now = Date.now();
  const kept = good(await bound.credentials?.renew(http, now));
  const later = connect(server, { apiToken, ...kept });
  expect(later.credentials?.endsAt()).toBeGreaterThan(now + 2 * 24 * 3_600_000);
  const before = server.asked.length;
  good(await later.discover?.tables(http, plain));
  expect(server.asked.slice(before).join()).not.toContain('app-access-token');
  expect(connect(server, { apiToken: 'other', ...kept }).credentials?.endsAt()).toBe(0);

  server.expireTokens();
  expect(await later.discover?.tables(http, plain)).toMatchObject({
    error: { code: 'token-expired' },
  });
});

test('what the server refuses is said without a secret in it', async () => {
  const server = await begin();
  const bad = connect(server, { apiToken: 'wrong-token' });
  const tablesOf = () => bad.discover?.tables(http, plain);
  const host = new URL(server.url).host;
  expect(await tablesOf()).toEqual({
    ok: false,
    error: { code: 'service-refused', params: { host } },
  });
  server.faults.busy = 1;
  expect(await tablesOf()).toMatchObject({ error: { code: 'service-busy' } });
  expect(await connect(server, {}).discover?.tables(http, plain)).toMatchObject({
    error: { code: 'read-token-missing' },
  });
  const other = connect(server, { apiToken }, { config: { baseUuid: '0'.repeat(32) } });
  expect(await other.discover?.tables(http, plain)).toMatchObject({
    error: { code: 'service-not-found' },
  });
});

test('rows are read a thousand at a time and by id, and worded as events are', async () => {
  const server = await begin();
  const { base } = server;
  base.tables[0]?.columns.push({ key: 'sg01', name: 'Sign', type: 'digital-sign', data: null });
  const bound = connect(server, { apiToken }, picked);
  for (let n = 0; n < 1001; n += 1) base.insert(tableId, { '0000': `${n}` });
  const row = base.insert(tableId, {
    '0000': 'A',
    st01: '381992',
    ow01: [lei, camille],
    pc01: 0.5,
    sg01: { username: lei, sign_image_url: '/sign.png' },
  });
  const { tables } = bound;
  const table = tables?.of({ tableId });
  if (!tables || !table) throw new Error('cannot read');
  expect(table).toEqual({ baseId: plain, tableId });
  const first = good(await tables.page(http, table, null));
  const second = good(await tables.page(http, table, first.next));
  expect([first.rows.length, second.rows.length, second.next]).toEqual([1000, 2, null]);
  const [found, ...others] = good(await tables.some(http, table, [row, 'gone']));
  expect(others).toEqual([]);
  const [schema] = good(await tables.schema(http, plain));
  const texts = schema?.fields.flatMap((field) => {
    const { text } = tables.cell(found?.cells[field.id], field);
    return text === '' ? [] : [text];
  });
  expect(texts).toEqual(['A', 'Won 🎉', '李雷, Camille', '50%', '李雷']);
  const status = schema?.fields.find(({ id }) => id === 'st01');
  if (!status) throw new Error('no status');
  expect(tables.cell('381992', status)).toEqual(tables.cell('Won 🎉', status));
  expect(Object.keys(found?.cells ?? {}).filter((key) => key.startsWith('_'))).toEqual([]);
});

test('a webhook is made with our secret, switched on again at its address, listed and removed', async () => {
  const server = await begin();
  const bound = connect(server, { apiToken, accountToken });
  const url = 'http://127.0.0.1:9/in/Abc_-123';
  const order = { target: {}, callbackUrl: url, secret: 'first' };
  const { hookId } = good(await bound.hooks?.create(http, order));
  expect(server.hooks.list).toMatchObject([{ url, secret: 'first' }]);

  // Nothing listens there: one refused connection, and the server gives it up.
  server.base.insert(tableId, {});
  await server.hooks.idle();
  const listed = async () => good(await bound.hooks?.list(http, [{}]));
  expect(await listed()).toEqual([
    { hookId, title: '', callbackUrl: url, active: false, tableId: null },
  ]);
  const again = good(await bound.hooks?.create(http, { ...order, secret: 'second' }));
  expect(again.hookId).toBe(hookId);
  expect(server.hooks.list).toMatchObject([{ secret: 'second', is_valid: true }]);
  expect(await listed()).toMatchObject([{ active: true }]);
  good(await bound.hooks?.remove(http, hookId, {}));
  good(await bound.hooks?.remove(http, hookId, {}));
  expect(await listed()).toEqual([]);

  const byHand = connect(server, { apiToken });
  expect(await byHand.hooks?.create(http, order)).toMatchObject({
    error: { code: 'account-token-missing' },
  });
});

test('a webhook’s rows have an address once the base’s name and workspace are known', async () => {
  const server = await begin();
  const kept = good(await connect(server).credentials?.renew(http, Date.now()));
  const secrets = { apiToken, ...kept };
  const config = { server: 'https://cloud.seatable.io', baseUuid: plain };
  const bound = connect(server, secrets, { config, target: { tableId } });
  const { tables } = bound;
  expect(tables?.link({ baseId: plain, tableId }, 'r 1')).toBe(
    `https://cloud.seatable.io/workspace/7/dtable/CRM%20d'%C3%A9t%C3%A9/?tid=${tableId}&row-id=r%201`,
  );
  expect(tables?.link({ baseId: '0'.repeat(32), tableId }, 'r')).toBeUndefined();
  // A server in the own network may have no https; which addresses are opened is decided where they are.
  expect(connect(server, secrets).tables?.link({ baseId: plain, tableId }, 'r 1')).toMatch(
    /^http:\/\/127\.0\.0\.1:\d+\/workspace\/7\/dtable\/.*&row-id=r%201$/,
  );
});
