// One story told by webhook, by the live channel and by the log: the same changes in the same words.
import { expect, test } from 'vitest';
import type { SeatableService } from '#simulators/seatable/service';
import { good } from './kdocs-account';
import { camille, connect, http, lei, listenLive, readAll, tableId } from './seatable-account';
import { begin, closeAfter, listen } from './seatable-session';
import { catcher, gist } from './seatable-story';

function story({ base }: SeatableService): void {
  const first = base.insert(tableId, { '0000': 'Acme', st01: '830278' }, { user: lei });
  const [second = '', third = ''] = base.append(
    tableId,
    [{ '0000': '深圳', tg01: ['381992', '830278'] }, { '0000': 'x' }],
    { app: 'importer' },
  );
  base.modify(tableId, first, { st01: '381992' }, { user: lei });
  // There and back again, and once more: three changes.
  base.modify(tableId, first, { ck01: true }, { user: lei });
  base.modify(tableId, first, { ck01: false }, { user: lei });
  base.modify(tableId, first, { ck01: true }, { user: lei });
  base.modify(
    tableId,
    second,
    {
      ow01: [lei, camille],
      pc01: 0.07,
      du01: 34_200,
      da01: '2026-03-31',
      fi01: [{ name: 'offer.pdf', type: 'file', url: '' }],
      lt01: { text: 'by *Monday*', preview: '', images: [], links: [] },
    },
    { user: camille },
  );
  base.modify(tableId, second, { pc01: 0.5, tg01: ['830278'], ow01: [] }, { user: camille });
  base.remove(tableId, third, { user: lei });
  base.insert('0001', {}, { user: lei });
}

/** Links from both sides: added, removed, and set for several rows at once. */
function links({ base }: SeatableService): void {
  const [acme, shen] = [
    base.insert(tableId, { '0000': 'Acme' }, { user: lei }),
    base.insert(tableId, { '0000': '深圳' }, { user: lei }),
  ];
  const [call, mail] = [
    base.insert('0001', { '0000': 'Call' }, { user: lei }),
    base.insert('0001', { '0000': 'Mail' }, { user: lei }),
  ];
  base.link(tableId, 'ln01', acme, call, { user: camille });
  base.link('0001', 'dl01', mail, acme, { user: camille });
  base.unlink(tableId, 'ln01', acme, call, { app: 'importer' });
  base.setLinks(tableId, 'ln01', { [acme]: [mail, call], [shen]: [call] }, { user: lei });
  base.setLinks(tableId, 'ln01', { [acme]: [mail], [shen]: [call] }, { user: lei });
}

test('webhook, live channel and log tell the same changes in the same words', async () => {
  const server = await begin();
  const bound = connect(server);
  const head = good(await bound.history?.head(http, [{}]));
  const hooked = await catcher(server);
  const live = await listen(server);
  story(server);
  await server.hooks.idle();
  await expect.poll(() => live.messages.length, { timeout: 5000 }).toBe(server.base.log.length);
  const log = good(await bound.history?.since(http, [{}], head));

  const byWebhook = readAll(bound, 'push', hooked);
  const byLive = readAll(
    bound,
    'live',
    live.messages.map(({ body }) => body),
  );
  const byLog = readAll(bound, 'catch-up', log.bodies);
  expect(byLog).toHaveLength(11);
  expect(new Set(byLog.map(({ identity }) => JSON.stringify(identity))).size).toBe(11);
  expect(gist(byLive)).toEqual(gist(byLog));
  expect(gist(byWebhook)).toEqual(gist(byLog));
  expect(log).toMatchObject({ more: false, complete: true });

  const texts = byLog.flatMap(({ changes }) => changes.map(({ afterText }) => afterText));
  expect(texts).toEqual(
    expect.arrayContaining(['Won 🎉', 'Won 🎉, Open', '李雷, Camille', '7%', '9:30', '31.03.2026']),
  );
  const gone = byLive.find(({ action }) => action === 'deleted');
  expect(gone).toMatchObject({
    record: { title: 'x' },
    actor: { kind: 'person', name: '李雷' },
    changes: [{ field: { name: 'Name' }, beforeText: 'x', afterText: '' }],
  });
});

test('links change the rows of both tables, told by the names of the rows they lead to', async () => {
  const server = await begin();
  const bound = connect(server);
  const head = good(await bound.history?.head(http, [{}]));
  const hooked = await catcher(server);
  const live = await listen(server);
  links(server);
  await server.hooks.idle();
  await expect.poll(() => live.messages.length, { timeout: 5000 }).toBe(server.base.log.length);
  const log = good(await bound.history?.since(http, [{}], head));
  const told = [
    readAll(bound, 'push', hooked),
    readAll(
      bound,
      'live',
      live.messages.map(({ body }) => body),
    ),
    readAll(bound, 'catch-up', log.bodies),
  ].map((drafts) => {
    const byIdentity = new Map(gist(drafts).map((one) => [JSON.stringify(one.identity), one]));
    return [...byIdentity.values()].filter(({ action }) => action === 'updated');
  });
  const [push = [], channel = [], catchUp = []] = told;
  expect(catchUp).toHaveLength(11);
  expect(channel).toEqual(catchUp);
  const inOrder = (all: typeof push) =>
    new Map(all.map((one) => [JSON.stringify(one.identity), one]));
  expect(inOrder(push)).toEqual(inOrder(catchUp));
  expect(catchUp.map(({ changes }) => changes[0]?.slice(1))).toEqual([
    ['Tasks', 'record-link', '', 'Call'],
    ['Deal', 'record-link', '', 'Acme'],
    ['Deal', 'record-link', '', 'Acme'],
    ['Tasks', 'record-link', 'Call', 'Call, Mail'],
    ['Tasks', 'record-link', 'Call, Mail', 'Mail'],
    ['Deal', 'record-link', 'Acme', ''],
    ['Tasks', 'record-link', 'Mail', 'Call, Mail'],
    ['Tasks', 'record-link', '', 'Call'],
    ['Deal', 'record-link', '', 'Acme, 深圳'],
    ['Tasks', 'record-link', 'Call, Mail', 'Mail'],
    ['Deal', 'record-link', 'Acme, 深圳', '深圳'],
  ]);
});

test('the channel only listens, and costs one look at the log for a burst', async () => {
  const server = await begin();
  const live = await listen(server);
  const before = server.asked.length;
  const rows = Array.from({ length: 20 }, (_, n) => server.base.insert('0001', { '0000': `${n}` }));
  await expect.poll(() => live.messages.length, { timeout: 5000 }).toBe(rows.length);
  const looks = server.asked.slice(before).filter((one) => one.includes('/operations/'));
  expect(looks.length).toBeLessThanOrEqual(2);
  expect(server.emitted).toEqual([]);
});

test('an operation that the log shows late is waited for, and told once', async () => {
  const server = await begin({ logDelay: 600 });
  const live = await listen(server);
  server.base.insert('0001', { '0000': 'late' }, { user: lei });
  await expect.poll(() => live.messages.length, { timeout: 5000 }).toBe(1);
  const [draft] = readAll(
    connect(server),
    'live',
    live.messages.map(({ body }) => body),
  );
  expect(draft).toMatchObject({ record: { title: 'late' }, occurredAt: expect.any(Number) });
});

test('without a log, changes are told as they come', async () => {
  const server = await begin({ noLog: true });
  const live = await listen(server);
  const row = server.base.insert(tableId, { '0000': 'Acme', st01: '830278' }, { user: lei });
  server.base.modify(tableId, row, { st01: '381992' }, { user: lei });
  await expect.poll(() => live.messages.length, { timeout: 5000 }).toBe(2);
  const drafts = readAll(
    connect(server),
    'live',
    live.messages.map(({ body }) => body),
  );
  expect(drafts).toMatchObject([
    { action: 'created', record: { id: row, title: 'Acme' }, occurredAt: null },
    {
      action: 'updated',
      actor: { kind: 'person', name: '李雷' },
      changes: [{ beforeText: 'Open', afterText: 'Won 🎉' }],
    },
  ]);
});

test('structure changes are told, and the new names hold from then on', async () => {
  const server = await begin();
  const live = await listen(server);
  const row = server.base.insert(tableId, { '0000': 'Acme' }, { user: lei });
  server.base.renameColumn(tableId, 'st01', 'Stage', { user: lei });
  server.base.modify(tableId, row, { st01: '381992' }, { user: lei });
  await expect.poll(() => live.messages.length, { timeout: 5000 }).toBe(3);
  const [, renamed, edited] = readAll(
    connect(server),
    'live',
    live.messages.map(({ body }) => body),
  );
  expect(renamed).toMatchObject({
    subject: 'field',
    action: 'updated',
    changes: [{ field: { name: 'Stage · name' }, beforeText: 'Status', afterText: 'Stage' }],
  });
  expect(edited?.changes[0]?.field.name).toBe('Stage');
});

test('a broken connection and an ended token are told, and the next one is admitted', async () => {
  const server = await begin();
  const live = await listen(server);
  server.drop();
  await expect.poll(() => live.down()).toMatchObject({ retry: 'soon' });
  expect(live.down()?.problem.code).toBe('service-unreachable');

  const kept = good(await connect(server).credentials?.renew(http, Date.now()));
  server.expireTokens();
  const secrets = { apiToken: 'a'.repeat(40), ...kept };
  const refused = listenLive(connect(server, secrets));
  closeAfter(refused.close);
  await expect.poll(() => refused.down()?.problem.code).toBe('token-expired');
  await listen(server);
});

test('a token that ends while the channel is open costs nothing', async () => {
  const server = await begin();
  const live = await listen(server);
  server.expireTokens();
  server.base.insert('0001', { '0000': 'after' });
  await expect.poll(() => live.messages.length, { timeout: 5000 }).toBe(1);
  expect(live.down()).toBeNull();
});

test('an older server has its channel at another path', async () => {
  const server = await begin({ oldPath: true });
  await listen(server);
  expect(server.listeners()).toBe(1);
});
