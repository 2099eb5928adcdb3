// An older NocoDB, which knows hooks of version 2 alone: several rows at once come as a number, and are told row by row all the same.
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createHttp } from '#core/core';
import { createStandIn, type StandIn } from '../sources/nocodb/stand-in';
import { type Desk, expectOk, openDesk } from './desk';

let server: StandIn;
let desk: Desk;
let rows: Record<string, unknown>[];
afterEach(async () => {
  await desk?.close();
  await server?.close();
});

const wait = { timeout: 10_000 };

const column = (id: string, title: string, uidt: string, more: object = {}) => ({
  id,
  title,
  uidt,
  ...more,
});
const table = {
  id: 'm1',
  title: 'Leads',
  base_id: 'p1',
  columns: [
    column('c1', 'Id', 'ID', { pk: true }),
    column('c2', 'Name', 'SingleLineText', { pv: true }),
    column('c3', 'Amount', 'Number'),
    column('c4', 'CreatedAt', 'DateTime'),
  ],
};
const filters = z.array(z.object({ value: z.union([z.string(), z.array(z.string())]) }));

/** Rows in the order of their keys; the filters that are sent name keys, or the last one read. */
function listed(query: URLSearchParams): readonly Record<string, unknown>[] {
  const [filter] = filters.parse(JSON.parse(query.get('filterArrJson') ?? '[]'));
  if (!filter) return rows;
  const { value } = filter;
  return rows.filter(({ Id }) =>
    typeof value === 'string' ? Number(Id) > Number(value) : value.includes(String(Id)),
  );
}

async function begin(): Promise<string> {
  rows = [{ Id: 1, Name: 'first', Amount: 1 }];
  server = await createStandIn({
    version: 'v2',
    tells: { at: 'info', version: '0.258.3' },
    instead({ method, path }) {
      const { pathname, searchParams } = new URL(path, 'http://nocodb');
      const answer = (value: unknown) => ({ status: 200, text: JSON.stringify(value) });
      if (method !== 'GET') return undefined;
      if (pathname === '/api/v2/meta/bases/p1/tables') return answer({ list: [table] });
      if (pathname === '/api/v2/meta/bases/p1') return answer({ id: 'p1', title: 'Sales' });
      if (pathname === '/api/v2/meta/tables/m1') return answer(table);
      if (pathname !== '/api/v2/tables/m1/records') return undefined;
      return answer({ list: listed(searchParams), pageInfo: { isLastPage: true } });
    },
  });
  desk = await openDesk({ http: createHttp(fetch), vault: new Map() });
  const { id } = expectOk(
    await desk.core.api['connections.save']({
      source: 'nocodb',
      name: 'Old',
      config: { server: server.url },
      secrets: { token: 't' },
    }),
  );
  const target = { tableId: 'm1', baseId: 'p1' };
  expectOk(
    await desk.core.api['subscriptions.add']({ connectionId: id, draft: { manage: true, target } }),
  );
  await expect.poll(() => server.hooks.size, wait).toBe(6);
  await expect.poll(async () => (await view())?.state.comparedAt, wait).not.toBeNull();
  return (await view())?.subscriptions[0]?.callbackUrl ?? '';
}

const view = async () => expectOk(await desk.core.api['connections.list']({}))[0];

const notification = z.object({
  payload: z.object({ headers: z.array(z.object({ name: z.string(), value: z.string() })) }),
});

async function post(url: string, type: string, data: object): Promise<void> {
  const [hook] = server.hooks.values();
  const { payload } = notification.parse(JSON.parse(String(hook?.notification)));
  const answer = await fetch(url, {
    method: 'POST',
    headers: Object.fromEntries(payload.headers.map(({ name, value }) => [name, value])),
    body: JSON.stringify({
      type: `records.after.${type}`,
      id: crypto.randomUUID(),
      data: { table_id: 'm1', table_name: 'Leads', ...data },
    }),
  });
  expect(answer.status).toBe(200);
}

test('rows that came as a number are read, and told one by one', async () => {
  const url = await begin();
  rows = [...rows, { Id: 2, Name: 'second', Amount: 5 }, { Id: 3, Name: 'third', Amount: null }];
  await post(url, 'bulkInsert', { rows_inserted: 2 });
  const told = await desk.sawEvents(2);
  expect(told.map(({ action, record }) => [action, record])).toEqual([
    ['created', { id: '2', title: 'second' }],
    ['created', { id: '3', title: 'third' }],
  ]);
  expect(told[0]?.changes.map(({ field, afterText }) => [field.name, afterText])).toEqual([
    ['Name', 'second'],
    ['Amount', '5'],
  ]);
  expect(server.hooks.size).toBe(6);
  expect((await view())?.state.serverVersion).toBe('0.258.3');
});

test('an edit of several rows comes with what stood there before', async () => {
  const url = await begin();
  const before = { Id: 1, Name: 'first', Amount: 1 };
  rows = [{ ...before, Amount: 2 }];
  await post(url, 'bulkUpdate', { previous_rows: [before], rows });
  const [told] = await desk.sawEvents(1);
  expect(told).toMatchObject({
    certainty: 'stated',
    record: { id: '1', title: 'first' },
    changes: [{ field: { id: 'c3', name: 'Amount' }, beforeText: '1', afterText: '2' }],
  });
});

test('the whole record as it was before an edit is the row as read, with the edit undone', async () => {
  const url = await begin();
  const before = { Id: 1, Name: 'first', Amount: 1 };
  rows = [{ ...before, Amount: 2 }];
  await post(url, 'bulkUpdate', { previous_rows: [before], rows });
  const [told] = await desk.sawEvents(1);
  const asked = { id: told?.id ?? '', when: 'before' } as const;
  const record = expectOk(await desk.core.api['feed.recordAt'](asked));
  expect(
    record.fields.map(({ field, held, known }) => [field.name, held?.text, known.kind]),
  ).toEqual([
    ['Name', 'first', 'read'],
    ['Amount', '1', 'next'],
    ['CreatedAt', '', 'read'],
  ]);
});
