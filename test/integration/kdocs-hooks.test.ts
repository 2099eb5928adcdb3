// Hooks of a watched document: what they cost, made once, kept alive, and removed so that the list agrees.
import { afterEach, expect, test } from 'vitest';
import type { KdocsOptions } from '#simulators/kdocs/service';
import { expectOk } from './desk';
import { openWatched, type Watched } from './watched-document';

let open: Watched | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
async function begin(...options: Parameters<typeof openWatched>): Promise<Watched> {
  open = await openWatched(...options);
  return open;
}

const whole = [{ tableId: '1', kinds: ['created' as const, 'updated' as const] }];
const rows = 'POST sheets/1/records/create';
const cells = 'POST sheets/1/cells/fields/update';
const fields = 'POST sheets/1/fields/create';

const check = async ({ desk, connectionId }: Watched) =>
  expectOk(await desk.core.api['connections.check']({ id: connectionId }));
const unwatch = async ({ desk, connectionId }: Watched) =>
  expectOk(await desk.core.api['connections.unwatch']({ id: connectionId }));
const types = ({ service }: Watched) => service.hooks().map((hook) => hook.type);

test('a plan says what a watch costs, and makes nothing', async () => {
  const at = await begin();
  at.service.addForeignHooks(2);
  const plan = expectOk(
    await at.desk.core.api['connections.plan']({
      id: at.connectionId,
      watch: [{ tableId: '1', kinds: ['created', 'updated', 'deleted'] }],
    }),
  );
  expect(plan.cheapest).toBe(2);
  expect(plan.limit).toBe(10);
  expect(plan.lines.filter((line) => line.need === 'asked').map((line) => line.hook)).toEqual([
    'dbt.records.create',
    'dbt.cells.fields.update',
  ]);
  expect(plan.lines[0]).toMatchObject({ tableName: '报名表', fits: true, exists: false });
  expect(plan.compared).toMatchObject([{ tableId: '1', kinds: ['deleted'] }]);
  expect(plan.compared[0]?.everyMs).toBeGreaterThanOrEqual(30_000);
  expect(at.hookCalls()).toEqual(['GET mine']);
});

test('watching reads what is there first, makes each hook once, and a second look none', async () => {
  const at = await begin();
  await at.watch(whole);
  expect(at.hookCalls()).toEqual(['GET mine', rows, cells, ...(types(at)[2] ? [fields] : [])]);
  const made = at.service.hooks().map((hook) => hook.id);
  const view = await check(at);
  expect(at.hookCalls()).toEqual(['GET mine']);
  expect(at.service.hooks().map((hook) => hook.id)).toEqual(made);
  expect(view.findings).toEqual([]);
  expect(view.subscriptions.every((one) => one.planned && one.hookId !== null)).toBe(true);
  const urls = at.service.hooks().map((hook) => hook.callbackUrl);
  expect(new Set(urls).size).toBe(urls.length);
  for (const url of urls) expect(url).toMatch(/\/in\/[A-Za-z0-9_-]{20,}$/u);
});

test('nothing is ordered before a public address is known', async () => {
  const at = await begin({}, { publicAddress: false });
  await at.watch(whole);
  expect(at.service.hooks()).toEqual([]);
  const { problems } = expectOk(await at.desk.core.api['status.get']({}));
  expect(problems).toMatchObject([{ code: 'public-address-missing' }]);
  const publicAddress = { kind: 'own' as const, url: at.desk.url };
  expectOk(await at.desk.core.api['settings.set']({ publicAddress }));
  await expect.poll(() => types(at)).toContain('dbt.records.create');
});

test('another public address renews every hook, the new one before the old one goes', async () => {
  const at = await begin();
  await at.watch(whole);
  const count = at.service.hooks().length;
  at.hookCalls();
  const url = at.desk.url.replace('127.0.0.1', 'localhost');
  expectOk(await at.desk.core.api['settings.set']({ publicAddress: { kind: 'own', url } }));
  await expect
    .poll(() => at.service.hooks().every((hook) => hook.callbackUrl.startsWith(url)))
    .toBe(true);
  expect(at.service.hooks()).toHaveLength(count);
  const calls = at.hookCalls();
  expect(calls.findLastIndex((call) => call.startsWith('POST'))).toBeLessThan(
    calls.indexOf('DELETE'),
  );
});

test('a hook removed behind our back is made again, said, and its gap is noted', async () => {
  const at = await begin();
  await at.watch(whole);
  at.service.removeHooks((hook) => hook.type === 'dbt.records.create');
  const view = await check(at);
  expect(types(at)).toContain('dbt.records.create');
  expect(view.findings).toMatchObject([{ kind: 'missing', state: 'mended', tableId: '1' }]);
  const gaps = expectOk(
    await at.desk.core.api['gaps.list']({
      from: 0,
      to: Date.now() + 1000,
      connectionId: at.connectionId,
    }),
  );
  expect(gaps).toContainEqual(expect.objectContaining({ reason: 'hook-missing' }));
  expect((await check(at)).findings).toEqual([]);
});

test('a new field renews the hook that names the fields, and nothing else', async () => {
  const at = await begin();
  await at.watch(whole);
  const before = at.service.hooks();
  const name = '新列';
  at.service.document().addFields(1, [{ name, type: 'SingleLineText' }]);
  await check(at);
  await expect.poll(() => at.service.hooks().length).toBe(before.length);
  const kept = at.service.hooks().filter((hook) => before.some((old) => old.id === hook.id));
  expect(kept).toHaveLength(before.length - 1);
  const renewed = at.service.hooks().find((hook) => hook.type === 'dbt.cells.fields.update');
  const old = before.find((hook) => hook.type === 'dbt.cells.fields.update');
  expect(renewed?.rule.fields?.length).toBe((old?.rule.fields?.length ?? 0) + 1);
  expect(renewed?.callbackUrl).toBe(old?.callbackUrl);
});

test.each([
  ['says no', { kind: 'unsupported', status: 405 }],
  ['lies', { kind: 'lies' }],
] as const)(
  'a service that %s when a hook is to go is believed by its list',
  async (_, deletion) => {
    const at = await begin({ oddities: { deletion } } satisfies KdocsOptions);
    await at.watch(whole);
    const ids = at.service.hooks().map((hook) => hook.id);
    const { removed, left } = await unwatch(at);
    expect(removed).toEqual([]);
    expect([...left].toSorted()).toEqual([...ids].toSorted());
    const view = await at.view();
    expect(view.findings).toHaveLength(ids.length);
    expect(view.findings[0]).toMatchObject({
      kind: 'not-removed',
      state: 'open',
      remedy: 'remove',
    });

    at.service.oddities.deletion = { kind: 'works' };
    for (const { id } of (await at.view()).findings.slice(0, 1)) {
      expectOk(
        await at.desk.core.api['connections.repair']({ id: at.connectionId, findingId: id }),
      );
    }
    expect(at.service.hooks()).toEqual([]);
    expect((await at.view()).findings).toEqual([]);
  },
);

test('unwatching leaves hooks of others alone, and nothing comes back', async () => {
  const at = await begin();
  const foreign = at.service.addForeignHooks(2).map((hook) => hook.id);
  await at.watch(whole);
  const { removed, left } = await unwatch(at);
  expect(removed.length).toBeGreaterThan(1);
  expect(left).toEqual([]);
  await check(at);
  expect(at.service.hooks().map((hook) => hook.id)).toEqual(foreign);
  expect(await at.view()).toMatchObject({ watch: [], subscriptions: [], findings: [] });
});

test('where others have taken the places, what is only comfortable gives way, and the rest is explained', async () => {
  const at = await begin();
  at.service.addForeignHooks(9);
  await at.watch(whole);
  expect(types(at).slice(9)).toEqual(['dbt.records.create']);
  const view = await at.view();
  expect(view.health).toBe('attention');
  expect(view.findings).toMatchObject([
    {
      kind: 'over-limit',
      remedy: null,
      problem: { code: 'too-many-hooks', params: { limit: 10, ours: 1, others: 9 } },
    },
  ]);
  at.service.removeHooks((hook) => hook.type === 'dbt.sheets.icon');
  await check(at);
  expect(types(at)).toContain('dbt.cells.fields.update');
  expect((await at.view()).health).not.toBe('attention');
});

test('with all places taken by us, a new address still comes to every hook', async () => {
  const at = await begin();
  await at.watch(whole);
  at.service.addForeignHooks(10 - at.service.hooks().length);
  const url = at.desk.url.replace('127.0.0.1', 'localhost');
  expectOk(await at.desk.core.api['settings.set']({ publicAddress: { kind: 'own', url } }));
  const ours = () => at.service.hooks().filter((hook) => hook.type !== 'dbt.sheets.icon');
  await expect.poll(() => ours().every((one) => one.callbackUrl.startsWith(url))).toBe(true);
  expect(ours().map((hook) => hook.type)).toContain('dbt.cells.fields.update');
});

test('the canary goes out through the public address and comes back', async () => {
  const at = await begin();
  expect((await check(at)).state).toMatchObject({ canary: 'passed' });
  expect((await fetch(`${at.desk.url}/probe/guess`)).status).toBe(404);
  const url = 'http://127.0.0.1:9';
  expectOk(await at.desk.core.api['settings.set']({ publicAddress: { kind: 'own', url } }));
  await expect.poll(async () => (await at.view()).state.canary).toBe('failed');
});

test('after a restart nothing is made twice', async () => {
  const at = await begin();
  await at.watch(whole);
  const made = at.service.hooks().map((hook) => hook.id);
  at.hookCalls();
  at.desk = await at.desk.restart();
  await expect.poll(() => at.service.calls.entries.at(-1)?.path ?? '').not.toBe('');
  await check(at);
  expect(at.service.hooks().map((hook) => hook.id)).toEqual(made);
  expect(at.hookCalls().every((call) => call === 'GET mine')).toBe(true);
});

test('hooks of the account are all listed, ours told apart, and a stray one goes when the person says so', async () => {
  const at = await begin();
  await at.watch(whole);
  const made = at.service.hooks().map((hook) => hook.id);
  const [other] = at.service.addForeignHooks(1, 'ada');
  const [stray] = at.service.addForeignHooks(1, 'ada', `${at.desk.url}/in/unknown`);
  const listed = expectOk(await at.desk.core.api['connections.hooks']({ id: at.connectionId }));
  expect(listed.filter((hook) => hook.ours).map((hook) => hook.hookId)).toEqual(made);
  expect(listed.map((hook) => hook.hookId)).toEqual([...made, other?.id, stray?.id]);

  const { findings } = await check(at);
  expect(findings).toMatchObject([
    { kind: 'orphaned', hookIds: [stray?.id], state: 'open', remedy: 'remove' },
    { kind: 'foreign', hookIds: [other?.id], state: 'stands', remedy: null },
  ]);
  const findingId = findings[0]?.id ?? '';
  expectOk(await at.desk.core.api['connections.repair']({ id: at.connectionId, findingId }));
  expect(at.service.hooks().map((hook) => hook.id)).toEqual([...made, other?.id]);
});

test('an order whose reply carries no id is not placed twice', async () => {
  const at = await begin({ oddities: { createReply: 'empty' } });
  await at.watch(whole);
  await check(at);
  expect(new Set(types(at)).size).toBe(types(at).length);
  expect((await at.view()).subscriptions.every((one) => one.hookId !== null)).toBe(true);
});

test('another document is another start: hooks, addresses and all', async () => {
  const at = await begin();
  await at.watch(whole);
  const old = at.service.hooks();
  const other = at.service.createDocument({
    name: 'B',
    sheets: [{ name: 'S', fields: [{ name: 'F', type: 'SingleLineText' }] }],
  });
  expectOk(
    await at.desk.core.api['connections.save']({
      id: at.connectionId,
      source: 'kdocs',
      name: 'Docs',
      config: { fileToken: other.fileToken, apiBase: at.service.url },
      secrets: {},
    }),
  );
  await check(at);
  const made = at.service.hooks(other.fileToken);
  expect(made.map((hook) => hook.type)).toContain('dbt.records.create');
  const urls = new Set(old.map((hook) => hook.callbackUrl));
  expect(made.some((hook) => urls.has(hook.callbackUrl))).toBe(false);
  for (const url of urls) expect((await fetch(url, { method: 'POST' })).status).toBe(404);
  expect(at.service.hooks()).toEqual([]);
});

test('removing the connection removes its hooks', async () => {
  const at = await begin();
  await at.watch(whole);
  const removed = await at.desk.core.api['connections.remove']({ id: at.connectionId });
  expect(expectOk(removed)).toEqual({ hooksLeft: [] });
  expect(at.service.hooks()).toEqual([]);
});
