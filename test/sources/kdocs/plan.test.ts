// Which hooks a watch asks for, the most needed first, and what may be written as a watch.
import { expect, test } from 'vitest';
import type { TableSchema } from '#core/sources/source';
import { type WatchKind, watchKinds } from '#shared/watch';
import { bindKdocs, source } from './reading';

const bound = bindKdocs({ fileToken: 'f' });
const table = (
  id: string,
  fields: readonly string[] = ['B', 'b'],
  views: readonly string[] = [],
): TableSchema => ({
  id,
  name: id,
  fields: fields.map((one) => ({ id: one, label: { name: one } })),
  views: views.map((one) => ({ id: one, name: one })),
});
const plan = (
  watch: Readonly<Record<string, readonly WatchKind[]>>,
  tables: readonly TableSchema[],
) =>
  bound.plan(
    Object.entries(watch).map(([tableId, kinds]) => ({ tableId, kinds })),
    tables,
  );
const records = ['created', 'updated', 'deleted'] as const;

test('a whole table takes two hooks, and a third that makes new fields join at once', () => {
  expect(plan({ 7: records }, [table('7')])).toEqual([
    expect.objectContaining({
      key: '7/records/create',
      target: { event: 'records/create', sheetId: '7' },
      tableId: '7',
      hook: 'dbt.records.create',
      need: 'asked',
    }),
    expect.objectContaining({
      key: '7/cells/fields/update',
      target: { event: 'cells/fields/update', sheetId: '7', fields: ['B', 'b'] },
      need: 'asked',
    }),
    expect.objectContaining({ key: '7/fields/create', need: 'comfort' }),
  ]);
});

test('records of all tables come before comfort of any, in the order of the watch', () => {
  const watch = ['2', '1'].map((tableId) => ({ tableId, kinds: records }));
  const keys = bound.plan(watch, [table('1'), table('2')]).map((one) => one.key);
  expect(keys).toEqual([
    ...['2/records/create', '2/cells/fields/update', '1/records/create', '1/cells/fields/update'],
    ...['2/fields/create', '1/fields/create'],
  ]);
});

test('records of all tables come before views, fields and the tables themselves', () => {
  const watch = ['2', '1'].map((tableId) => ({ tableId, kinds: [...records, 'views' as const] }));
  const keys = bound
    .plan(watch, [table('1', ['B'], ['V']), table('2', ['B'], ['W'])])
    .flatMap((one) => (one.need === 'asked' ? [one.key] : []));
  expect(keys).toEqual([
    ...['2/records/create', '2/cells/fields/update', '1/records/create', '1/cells/fields/update'],
    ...['2/views/remove/W', '1/views/remove/V'],
  ]);
});

test('every kind, a hook for each view, and nothing twice', () => {
  const hooks = plan({ 1: watchKinds }, [table('1', ['B'], ['V', 'W'])]);
  expect(hooks.map((one) => one.hook)).toEqual([
    'dbt.records.create',
    'dbt.cells.fields.update',
    'dbt.fields.create',
    'dbt.sheets.remove',
    'dbt.sheets.description',
    'dbt.sheets.icon',
    'dbt.views.remove',
    'dbt.views.remove',
  ]);
  expect(hooks.every((one) => one.need === 'asked')).toBe(true);
  expect(new Set(hooks.map((one) => one.key)).size).toBe(8);
});

test('keys stay when fields come, rules do not, whatever the order of the fields', () => {
  const [, before] = plan({ 7: records }, [table('7', ['B', 'b'])]);
  const [, after] = plan({ 7: records }, [table('7', ['B', 'b', 'C'])]);
  const [, turned] = plan({ 7: records }, [table('7', ['b', 'B'])]);
  const rule = (one: typeof before) => bound.hooks?.rule(one?.target ?? {});
  expect(after?.key).toBe(before?.key);
  expect(rule(after)).not.toBe(rule(before));
  expect(rule(turned)).toBe(rule(before));
  const [, other] = plan({ 7: records }, [table('7', ['B', 'c'])]);
  expect(rule(other)).not.toBe(rule(before));
});

test('a table that is gone or has no fields is not asked for', () => {
  expect(plan({ 9: records }, [table('7')])).toEqual([]);
  expect(plan({ 7: ['deleted'] }, [table('7')])).toEqual([]);
  expect(plan({ 7: ['updated'] }, [table('7', [])]).map((one) => one.need)).toEqual(['comfort']);
});

test('every hook of the catalogue has words of its own, and a form choice', () => {
  const hooks = plan({ 1: watchKinds }, [table('1', ['B'], ['V'])]);
  for (const { hook, label } of hooks) {
    expect(source.info.events).toContainEqual({ type: hook, label });
    expect(label.en).not.toContain('/');
  }
  expect(source.info.events).toHaveLength(8);
});

test('what a planner of this service says of itself', () => {
  expect(source.planner).toEqual({ limit: 10, comparedKinds: ['deleted'] });
});

test.each([
  [{ sheetId: 1, kinds: ['created', 'updated', 'deleted'] }],
  [{ sheetId: ' 01 ', kinds: ['created', 'created', 'updated', 'deleted'] }],
])('the watch %j is right', (written) => {
  expect(source.readWatch(written)).toEqual({ ok: true, value: { tableId: '1', kinds: records } });
});

test.each([
  [null, []],
  [{}, ['sheetId']],
  [{ sheetId: 'Orders', kinds: ['created'] }, ['sheetId']],
  [{ sheetId: 1.5, kinds: ['created'] }, ['sheetId']],
  [{ sheetId: 1 }, ['kinds']],
  [{ sheetId: 1, kinds: [] }, ['kinds']],
  [{ sheetId: 1, kinds: 'created' }, ['kinds']],
  [{ sheetId: 1, kinds: ['created', 'removed'] }, ['kinds', 1]],
  [{ sheetId: 1, kinds: ['created'], tableId: '1' }, ['tableId']],
])('the watch %j is wrong at %j', (written, path) => {
  const read = source.readWatch(written);
  const [issue] = read.ok ? [] : read.error;
  expect(issue?.path).toEqual(path);
  expect(issue?.message).toMatch(/^expected /);
});

test.each([
  ['GET', '/api/v1/openapi/dbt/f/webhook/mine', 'webhooks', 500, 100_000],
  ['POST', '/api/v1/openapi/dbt/f/webhook/sheets/1/icon', 'webhooks', 500, 100_000],
  ['GET', '/api/v1/openapi/dbt/f/schemas', 'tables', 10_000, 10_000_000],
  ['GET', '/api/v1/openapi/dbt/webhook/sheets/1/records', 'tables', 10_000, 10_000_000],
  ['GET', '/api/v1/openapi/personal/files/flat', 'files', 10_000, 1_000_000],
  ['GET', '/api/v1/oauth2/access_token', undefined, undefined, undefined],
] as const)('%s %s counts as %s', (method, path, id, test, production) => {
  const request = { method, url: `http://127.0.0.1:1/prefix${path}?access_token=dbt/x/webhook/` };
  const counting = (appKind: string) =>
    bindKdocs({ fileToken: 'f', appKind }).meters.filter((meter) => meter.counts(request));
  expect(counting('test').map((one) => [one.id, one.limit])).toEqual(id ? [[id, test]] : []);
  expect(counting('production').map((one) => one.limit)).toEqual(id ? [production] : []);
});
