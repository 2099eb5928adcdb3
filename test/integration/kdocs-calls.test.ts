// A document's hooks and rows against the simulated Kdocs, over real HTTP, with the oddities of each call.
import { afterEach, expect, test } from 'vitest';
import { connectKdocs, good, http } from './kdocs-account';

const callbackUrl = 'http://127.0.0.1:9/in/Abc_-123';

let close: () => Promise<void> = async () => {};
afterEach(() => close());

async function connect(options: Parameters<typeof connectKdocs>[0] = {}) {
  await close();
  const account = await connectKdocs(options);
  close = account.service.close;
  return account;
}

// Hooks.

const kinds = [
  { event: 'records/create' },
  { event: 'cells/fields/update', fields: ['C', 'A'] },
  { event: 'cells/records/update', records: ['B', 'A'] },
  { event: 'fields/create' },
  { event: 'remove' },
  { event: 'description' },
  { event: 'icon' },
  { event: 'views/remove', viewId: 'A' },
].map((one) => ({ ...one, sheetId: 1 }));

test('all eight hooks are ordered, listed with what they watch in one call, and removed', async () => {
  const { bound, service, routes } = await connect();
  const made: { target: object; url: string; id: string }[] = [];
  for (const target of kinds) {
    const url = `${callbackUrl}${made.length}`;
    const order = { target, callbackUrl: url, secret: 's' };
    made.push({ target, url, id: good(await bound.hooks?.create(http, order)).hookId });
  }
  const before = routes().length;
  const listed = good(await bound.hooks?.list(http, kinds));
  expect(routes().slice(before)).toEqual(['hooks.mine']);
  expect(listed).toEqual(
    made.map(({ id, target, url }) => ({
      hookId: id,
      callbackUrl: url,
      title: expect.stringMatching(/^dbt\./),
      active: true,
      tableId: '1',
      rule: bound.hooks?.rule({ ...target }),
    })),
  );
  expect(new Set(listed.map((hook) => hook.rule)).size).toBe(8);
  for (const { id, target } of made) {
    expect(await bound.hooks?.remove(http, id, { ...target })).toEqual({ ok: true, value: null });
  }
  expect(service.hooks()).toEqual([]);
});

test('an order is sent as the service’s pages print it', async () => {
  const { bound, service } = await connect();
  const [, cells] = kinds;
  good(await bound.hooks?.create(http, { target: cells ?? {}, callbackUrl, secret: 's' }));
  expect(service.calls.entries).toMatchObject([
    {
      method: 'POST',
      path: `/api/v1/openapi/dbt/${service.document().fileToken}/webhook/sheets/1/cells/fields/update`,
      contentType: 'application/json',
      query: {},
      body: { callback_url: callbackUrl, fields: ['C', 'A'] },
    },
  ]);
});

test('an order without what it needs is not sent', async () => {
  const { bound, routes } = await connect();
  for (const [target, path] of [
    [{ sheetId: 1 }, 'target.event'],
    [{ event: 'records/create' }, 'target.sheetId'],
    [{ event: 'cells/fields/update', sheetId: 1 }, 'target.fields'],
    [{ event: 'views/remove', sheetId: 1 }, 'target.viewId'],
  ] as const) {
    const made = await bound.hooks?.create(http, { target, callbackUrl, secret: 's' });
    expect(made).toMatchObject({ error: { code: 'input-invalid', params: { path } } });
  }
  expect(routes()).toEqual([]);
});

test('a reply without the hook’s id is made good by the list', async () => {
  const { bound, service } = await connect({ oddities: { createReply: 'empty' } });
  const [target = {}] = kinds;
  service.addForeignHooks(1, 'ada', callbackUrl);
  const { hookId } = good(await bound.hooks?.create(http, { target, callbackUrl, secret: 's' }));
  expect(service.hooks().find((hook) => hook.id === hookId)?.type).toBe('dbt.records.create');
});

test('the eleventh hook, when those of others fill the document', async () => {
  const { bound, service, host } = await connect();
  service.addForeignHooks(10);
  const [target = {}] = kinds;
  expect(await bound.hooks?.create(http, { target, callbackUrl, secret: 's' })).toEqual({
    ok: false,
    error: { code: 'too-many-hooks', params: { host: host, limit: 10 } },
  });
  expect(good(await bound.hooks?.list(http, []))).toEqual([]);
});

test.each([404, 405] as const)('a hook that cannot be removed is named (%i)', async (status) => {
  const { bound } = await connect({ oddities: { deletion: { kind: 'unsupported', status } } });
  const [target = {}] = kinds;
  const { hookId } = good(await bound.hooks?.create(http, { target, callbackUrl, secret: 's' }));
  expect(await bound.hooks?.remove(http, hookId, target)).toEqual({
    ok: false,
    error: { code: 'hook-not-removed', params: { hook: hookId } },
  });
});

test('why a removal could not be tried is told as it is', async () => {
  const { bound, service } = await connect();
  const remove = () => bound.hooks?.remove(http, 'ENNEIA4AN4AAA', {});
  expect(await remove()).toMatchObject({ error: { code: 'hook-not-removed' } });
  service.faults.next('hooks.delete', { kind: 'status', status: 429 });
  expect(await remove()).toMatchObject({ error: { code: 'service-busy' } });
  service.faults.next('hooks.delete', { kind: 'cut' });
  expect(await remove()).toMatchObject({ error: { code: 'service-unreachable' } });
});

test.each([
  [
    'POST webhook/:webhook_id/cancel',
    'POST',
    '/api/v1/openapi/dbt/:fileToken/webhook/:webhookId/cancel',
  ],
  [
    'POST /api/v1/openapi/webhook/:file_token/cancel',
    'POST',
    '/api/v1/openapi/webhook/:fileToken/cancel',
  ],
])('the cancelling call is one member of the config: %s', async (cancel, method, path) => {
  const deletion = { kind: 'works', method, path } as const;
  const { bound, service } = await connect({ config: { cancel }, oddities: { deletion } });
  const [target = {}] = kinds;
  const { hookId } = good(await bound.hooks?.create(http, { target, callbackUrl, secret: 's' }));
  expect(await bound.hooks?.remove(http, hookId, target)).toEqual({ ok: true, value: null });
  expect(service.hooks()).toEqual([]);
});

// Rows.

const many = (count: number) => [
  {
    fileToken: 'doc',
    name: 'Orders',
    sheets: [
      {
        name: 'Orders',
        fields: [{ name: 'Name' }, { name: 'State', type: 'SingleSelect', items: ['New', 'Done'] }],
        rows: Array.from({ length: count }, (_, index) => ({
          Name: `Order ${index}`,
          ...(index % 2 === 0 ? { State: 'New' } : {}),
        })),
      },
    ],
  },
];
const table = { baseId: 'doc', tableId: '1' };

test.each([
  ['as it is', {}],
  ['plain envelope', { envelope: 'plain' }],
  ['fields as text', { fieldsAs: 'text' }],
  ['empty cells as null', { emptyCells: 'null' }],
  ['empty cells as text', { emptyCells: 'empty-text' }],
] as const)('a table is read page by page, %s', async (_form, oddities) => {
  const { bound, service, routes } = await connect({ documents: many(250), oddities });
  const { tables } = bound;
  const rows: object[] = [];
  let cursor: string | null = null;
  do {
    const page: { rows: readonly object[]; next: string | null } = good(
      await tables?.page(http, table, cursor),
    );
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  expect(rows).toHaveLength(250);
  expect(rows.slice(0, 2)).toEqual([
    { id: expect.any(String), cells: { A: 'Order 0', B: 'A' } },
    { id: expect.any(String), cells: { A: 'Order 1' } },
  ]);
  expect(routes()).toEqual(['records.list', 'records.list', 'records.list']);
  expect(service.calls.entries[1]?.query).toMatchObject({ preferId: 'true', pageSize: '100' });
});

test.each(['bare', 'record', 'records'] as const)(
  'named rows are read one by one (%s)',
  async (oneRecord) => {
    for (const envelope of ['detail', 'plain'] as const) {
      const { bound, service } = await connect({
        documents: many(3),
        oddities: { oneRecord, envelope },
      });
      const [first = '', , third = ''] = service.document().sheets.get(1)?.records.keys() ?? [];
      service.document().deleteRecords(1, [third]);
      const rows = good(await bound.tables?.some(http, table, [first, third]));
      expect(rows).toEqual([{ id: first, cells: { A: 'Order 0', B: 'A' } }]);
      expect(bound.tables?.atOnce).toBe(1);
    }
  },
);

test('a row of a table that is gone is not taken for a deleted one', async () => {
  const { bound, service } = await connect({ documents: many(1) });
  service.document().removeSheet(1);
  expect(await bound.tables?.some(http, table, ['A'])).toMatchObject({
    error: { code: 'service-answer', params: { message: 'SheetNotExist' } },
  });
});

test('a cell read from the service is shown with its option’s words', async () => {
  const { bound } = await connect({ documents: many(1) });
  const [orders] = good(await bound.tables?.schema(http, 'doc'));
  const page = good(await bound.tables?.page(http, table, null));
  const state = orders?.fields[1];
  if (!state) throw new Error('no field');
  expect(bound.tables?.cell(page.rows[0]?.cells.B, state)).toEqual({
    text: 'New',
    type: 'single-select',
    chips: [{ text: 'New' }],
  });
});

test.each([200, 401] as const)(
  'a token that ended is told, and in no problem (%i)',
  async (status) => {
    const { bound, service, host } = await connect({
      documents: many(1),
      oddities: { tokenErrorStatus: status },
      secrets: { accessToken: 'a-token-of-yesterday' },
    });
    const answers = [
      await bound.tables?.page(http, table, null),
      await bound.hooks?.list(http, []),
      await bound.discover?.bases(http, { search: '', cursor: null }),
    ];
    for (const answer of answers) {
      expect(answer).toEqual({
        ok: false,
        error: { code: 'token-expired', params: { host: host } },
      });
    }
    service.faults.next('*', { kind: 'cut' });
    const cut = await bound.hooks?.list(http, []);
    expect(JSON.stringify(cut)).not.toContain('a-token-of-yesterday');
  },
);

test.each([200, 429] as const)(
  'a spent day is told as a service that wants to wait (%i)',
  async (quotaStatus) => {
    const { bound } = await connect({
      limits: { webhooks: 1 },
      oddities: { quotaStatus },
    });
    good(await bound.hooks?.list(http, []));
    expect(await bound.hooks?.list(http, [])).toMatchObject({ error: { code: 'service-busy' } });
  },
);
