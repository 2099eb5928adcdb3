// Every call to the simulated Feishu over real HTTP: what a person gets to see of it, and what each refusal says.
import { afterEach, describe, expect, test } from 'vitest';
import type { FieldSchema, Row } from '#core/sources/source';
import { refusal } from '#simulators/feishu/answers';
import { connectFeishu, type FeishuAccount, http, readLabels, tablesOf } from './feishu-account';
import { good } from './kdocs-account';

let account: FeishuAccount;
afterEach(() => account.service.close());

const place = (of: FeishuAccount) => {
  const base = of.service.base();
  return { baseId: base.token, tableId: base.table().id };
};

describe('a base is found', () => {
  test.each([
    ['by its address', (token: string) => `https://acme.feishu.cn/base/${token}?table=tblX&view=v`],
    ['by its token', (token: string) => token],
    ['by a token and table, as documents embed it', (token: string) => `${token}_tblOaqBWfGeSim01`],
  ])('%s', async (_by, search) => {
    account = await connectFeishu();
    const { token } = account.service.base();
    const page = await account.bound.discover?.bases(http, { search: search(token), cursor: null });
    expect(good(page)).toEqual({ bases: [{ id: token, name: '项目管理' }], next: null });
  });

  test('by the address of a wiki’s page; a page that is no base is said to be none', async () => {
    account = await connectFeishu();
    const { service, bound } = account;
    const find = (search: string) => bound.discover?.bases(http, { search, cursor: null });
    const page = await find(`https://acme.feishu.cn/wiki/${service.wikiToken}`);
    expect(good(page).bases).toEqual([{ id: service.base().token, name: '项目管理' }]);
    expect(await find('https://acme.feishu.cn/wiki/wikcnDocumentSim0000001')).toMatchObject({
      error: { code: 'service-not-found', params: { what: 'wikcnDocumentSim0000001' } },
    });
    expect(good(await find('项目')).bases).toEqual([]);
  });

  test('before anything is saved, with one token for several calls', async () => {
    account = await connectFeishu();
    await readLabels(account);
    expect(account.routes().filter((route) => route === 'token')).toHaveLength(1);
  });
});

test('names of fields, options and people are learned, people’s also where rows give ids alone', async () => {
  account = await connectFeishu();
  const base = account.service.base();
  base.addRecords([{ 任务: 'a' }, { 任务: 'b' }]);
  const labels = await readLabels(account);
  expect(labels.base(base.token)).toBe('项目管理');
  expect(labels.table(base.table().id)).toBe('任务');
  expect(labels.person(base.people[0]?.openId ?? '')).toBe('李雷');
  expect(labels.field(base.table().id, 'fldTitle01')).toMatchObject({
    name: '任务',
    primary: true,
  });
  expect(labels.field(base.table().id, 'fldState03')?.property).toMatchObject({
    options: [{ name: '未开始' }, { name: '已完成' }],
    time_zone: 'Asia/Shanghai',
  });
});

describe('the subscription of a base', () => {
  test('is made, listed without an address of its own, and ended; twice is as good as once', async () => {
    account = await connectFeishu();
    const { bound, service } = account;
    const hookId = service.base().token;
    const list = async () => good(await bound.hooks?.list(http, [{}, { fileToken: hookId }]));
    expect(await list()).toEqual([]);
    const order = { target: {}, callbackUrl: 'http://127.0.0.1:1/in/x', secret: '' };
    expect(good(await bound.hooks?.create(http, order))).toEqual({ hookId });
    expect(good(await bound.hooks?.create(http, order))).toEqual({ hookId });
    expect(await list()).toMatchObject([{ hookId, callbackUrl: null, active: true }]);
    expect(good(await bound.hooks?.remove(http, hookId, {}))).toBeNull();
    expect(good(await bound.hooks?.remove(http, hookId, {}))).toBeNull();
    expect(await list()).toEqual([]);
  });

  test('takes the right to manage, and says how the app gets it', async () => {
    account = await connectFeishu();
    account.service.base().managed = false;
    const order = { target: {}, callbackUrl: '', secret: '' };
    expect(await account.bound.hooks?.create(http, order)).toMatchObject({
      error: { code: 'base-not-managed', params: { host: account.host } },
    });
  });

  test('is asked for no more often than the service allows in a minute', async () => {
    account = await connectFeishu();
    const { bound, service, clock } = account;
    const tokens = service.addBases(25);
    const targets = tokens.map((fileToken) => ({ fileToken }));
    for (const { fileToken } of targets.slice(0, 24)) service.subscribed.add(fileToken);
    const asked = () => account.routes().filter((route) => route === 'get_subscribe').length;
    const listed = good(await bound.hooks?.list(http, targets));
    expect(asked()).toBe(10);
    expect(listed.length).toBeGreaterThanOrEqual(24);
    expect(await bound.hooks?.list(http, targets)).toMatchObject({
      error: { code: 'service-busy' },
    });
    // Looking again and again, the one that is missing is found.
    for (let isFound = false; !isFound; ) {
      clock.advance(60_000);
      isFound = good(await bound.hooks?.list(http, targets)).length === 24;
    }
  });
});

describe('tokens', () => {
  test('one that was kept and ended is said to be, so that its keeper gets another and keeps it', async () => {
    account = await connectFeishu();
    const secrets = { appSecret: 'sim-secret-4f1d2c' };
    const renewed = good(await account.bind({}, secrets).credentials?.renew(http, 0));
    const bound = account.bind({}, { ...secrets, ...renewed });
    expect(bound.credentials?.endsAt()).toBe(7_200_000);
    account.service.endTokens();
    const { token } = account.service.base();
    expect(await tablesOf(bound).schema(http, token)).toMatchObject({
      error: { code: 'token-expired' },
    });
    const again = good(await bound.credentials?.renew(http, 0));
    const fresh = account.bind({}, { ...secrets, ...again });
    expect((await tablesOf(fresh).schema(http, token)).ok).toBe(true);
  });

  test('one of another app is not used, and a wrong secret is said to be wrong', async () => {
    account = await connectFeishu();
    const renewed = good(await account.bound.credentials?.renew(http, 0));
    const other = account.bind({}, { ...renewed, appSecret: 'of another app' });
    expect(await tablesOf(other).schema(http, account.service.base().token)).toEqual({
      ok: false,
      error: { code: 'app-refused', params: { host: account.host, what: 'cli_9f5343c580712544' } },
    });
    const without = account.bind({}, {});
    expect(without.credentials?.endsAt()).toBeNull();
    expect(await tablesOf(without).schema(http, 'x')).toMatchObject({
      error: { code: 'app-secret-missing' },
    });
  });

  test('time to get one is when there is none', async () => {
    account = await connectFeishu();
    expect(account.bound.credentials?.endsAt()).toBe(0);
  });
});

describe('rows', () => {
  const all = async (of: FeishuAccount): Promise<readonly Row[]> => {
    const rows: Row[] = [];
    for (let cursor: string | null = null; ; ) {
      const page: { readonly rows: readonly Row[]; readonly next: string | null } = good(
        await tablesOf(of.bound).page(http, place(of), cursor),
      );
      rows.push(...page.rows);
      cursor = page.next;
      if (cursor === null) return rows;
    }
  };

  test('come page by page, five hundred at once, and names of fields are asked for once', async () => {
    account = await connectFeishu();
    account.service.base().addRecords(Array.from({ length: 1201 }, (_, n) => ({ 工时: n })));
    const rows = await all(account);
    expect(rows).toHaveLength(1201);
    expect(rows[1200]?.cells).toEqual({ fldHours02: 1200 });
    expect(account.routes().filter((route) => route === 'search')).toHaveLength(3);
    expect(account.routes().filter((route) => route === 'fields')).toHaveLength(1);
  });

  test('a field renamed between two pages is found by its new name', async () => {
    account = await connectFeishu();
    const base = account.service.base();
    base.addRecords(Array.from({ length: 501 }, (_, n) => ({ 工时: n })));
    const first = good(await tablesOf(account.bound).page(http, place(account), null));
    base.renameField('工时', '时长');
    const second = good(await tablesOf(account.bound).page(http, place(account), first.next));
    expect(second.rows[0]?.cells).toEqual({ fldHours02: 500 });
  });

  test('that nobody changed are the same when read again, whatever addresses the service makes anew', async () => {
    account = await connectFeishu();
    const base = account.service.base();
    const [id = ''] = base.addRecords([{ 任务: 'a', 附件: ['plan.pdf'], 负责人: ['李雷'] }]);
    const before = await all(account);
    account.clock.advance(60_000);
    expect(await all(account)).toEqual(before);
    expect(good(await tablesOf(account.bound).some(http, place(account), [id]))).toEqual(before);
  });

  test('by name: one that is gone is left out', async () => {
    account = await connectFeishu();
    const base = account.service.base();
    const [kept = '', gone = ''] = base.addRecords([{ 任务: 'kept' }, { 任务: 'gone' }]);
    base.remove([gone]);
    const rows = good(await tablesOf(account.bound).some(http, place(account), [kept, gone]));
    expect(rows.map((row) => row.id)).toEqual([kept]);
  });

  test('hidden by advanced permissions are not taken for deleted ones', async () => {
    account = await connectFeishu();
    const base = account.service.base();
    const [id = ''] = base.addRecords([{ 任务: 'a' }]);
    base.advanced = true;
    base.managed = false;
    const hidden = { error: { code: 'rows-hidden' } };
    expect(await tablesOf(account.bound).page(http, place(account), null)).toMatchObject(hidden);
    expect(await tablesOf(account.bound).some(http, place(account), [id])).toMatchObject(hidden);
  });

  test('a page that names neither rows nor absent ones is an error', async () => {
    account = await connectFeishu();
    const [id = ''] = account.service.base().addRecords([{ 任务: 'a' }]);
    const reply = { status: 200, body: { code: 0, msg: 'success', data: {} } };
    account.service.fault('batch_get', { kind: 'reply', reply });
    expect(await tablesOf(account.bound).some(http, place(account), [id])).toMatchObject({
      error: { code: 'service-shape' },
    });
  });
});

describe('a refusal', () => {
  test.each([
    ['99991672', 400, 99_991_672, 'app-scopes-missing'],
    ['99991400', 400, 99_991_400, 'service-busy'],
    ['too many requests of a base', 200, 1_254_290, 'service-busy'],
    ['data that is not ready', 200, 1_254_607, 'service-busy'],
    ['an unknown base', 200, 1_254_040, 'service-not-found'],
    ['an unknown table', 200, 1_254_041, 'service-not-found'],
    ['advanced permissions', 403, 1_254_302, 'rows-hidden'],
    ['a server at fault', 500, 1_069_601, 'service-answer'],
    ['a document that is being moved', 400, 1_064_230, 'service-answer'],
  ])('%s', async (_name, status, code, expected) => {
    account = await connectFeishu();
    const error = { permission_violations: [{ type: 'x', subject: 'bitable:app' }] };
    const reply = refusal(status, code, 'see https://open.feishu.cn/x?token=t-abc', { error });
    account.service.fault('search', { kind: 'reply', reply });
    const page = await tablesOf(account.bound).page(http, place(account), null);
    expect(page).toMatchObject({ ok: false, error: { code: expected } });
    expect(JSON.stringify(page)).not.toContain('t-abc');
    if (expected === 'app-scopes-missing') expect(JSON.stringify(page)).toContain('bitable:app');
  });
});

test('a cell says the same as in an event, for every type', async () => {
  account = await connectFeishu();
  const { service, bound } = account;
  const fields = new Map(
    good(await tablesOf(bound).schema(http, service.base().token))[0]?.fields.map(
      (field): [string, FieldSchema] => [field.label.name, field],
    ),
  );
  const say = (name: string, value: unknown) => {
    const field = fields.get(name);
    return field && tablesOf(bound).cell(value, field);
  };
  expect(
    say('任务', [
      { type: 'text', text: 'Plan ' },
      { type: 'url', text: 'B', link: 'b' },
    ]),
  ).toEqual({ text: 'Plan B (b)', type: 'text' });
  expect(say('进度', '已完成')).toEqual({
    text: '已完成',
    type: 'single-select',
    chips: [{ text: '已完成' }],
  });
  expect(say('截止', 1_717_040_601_000)).toEqual({ text: '2024/05/30', type: 'date' });
  expect(
    say('负责人', [
      { id: 'ou_1', name: '李雷' },
      { id: 'ou_2', name: '' },
    ]),
  ).toEqual({
    text: '李雷, ou_2',
    type: 'person',
  });
  expect(say('关联', { link_record_ids: ['recA', 'recB'] })?.text).toBe('recA, recB');
  expect(say('合计', { type: 2, value: [1.5] })?.text).toBe('1.5');
  expect(say('合计', { type: 1, value: [{ type: 'text', text: 'x' }] })?.text).toBe('x');
  expect(say('比例', 0.125)?.text).toBe('12.5%');
  expect(say('完成', true)?.text).toBe('✓');
  expect(say('完成', undefined)?.text).toBe('');
});
