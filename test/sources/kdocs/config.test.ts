// What may be written in the set-up of a Kdocs connection and its subscriptions, and what is said of the rest.
import { expect, test } from 'vitest';
import { defineSource } from '#core/sources/bind';
import { kdocs } from '#core/sources/kdocs/index';

const source = defineSource(kdocs);

test.each([
  { fileToken: 'wfoKKYzWR2jyxMHCFVuBxa42RSf8tpndOUeHQQzryfI' },
  { fileToken: 'f', apiBase: 'http://127.0.0.1:4000' },
  { fileToken: 'f', apiBase: '' },
  { fileToken: 'f', appId: 'AK1', appKind: 'production', redirectPort: 4000 },
  // As a form sends them.
  { fileToken: 'f', appId: '', appKind: '', redirectPort: '', cancel: '' },
  { fileToken: 'f', redirectPort: '4000' },
  { fileToken: 'f', cancel: 'POST webhook/:webhook_id/cancel' },
  { fileToken: 'f', cancel: 'post /api/v1/openapi/webhook/cancel' },
])('the connection %j is right', (config) => {
  expect(source.checkConfig(config)).toEqual([]);
});

test.each([
  [{}, ['config', 'fileToken']],
  [{ fileToken: ' ' }, ['config', 'fileToken']],
  [{ fileToken: 'f', apiBase: 'ftp://x' }, ['config', 'apiBase']],
  [{ fileToken: 'f', accessToken: 't' }, ['config', 'accessToken']],
  [{ fileToken: 'f', appKind: 'demo' }, ['config', 'appKind']],
  [{ fileToken: 'f', redirectPort: 80 }, ['config', 'redirectPort']],
  [{ fileToken: 'f', redirectPort: '8e4' }, ['config', 'redirectPort']],
  [{ fileToken: 'f', redirectPort: 17865.5 }, ['config', 'redirectPort']],
  [{ fileToken: 'f', cancel: 'webhook/:webhook_id' }, ['config', 'cancel']],
  [{ fileToken: 'f', cancel: 'DELETE webhook/all' }, ['config', 'cancel']],
  [{ fileToken: 'f', cancel: 'DELETE webhook/:id' }, ['config', 'cancel']],
  [{ fileToken: 'f', cancel: 'DELETE https://elsewhere/:webhook_id' }, ['config', 'cancel']],
  [{ fileToken: 'f', cancel: 'DELETE ../../:webhook_id' }, ['config', 'cancel']],
  [null, ['config']],
])('the connection %j is wrong at %j', (config, path) => {
  expect(source.checkConfig(config).map((issue) => issue.path)).toEqual([path]);
});

test.each([
  {},
  { event: 'records/create', sheetId: 1 },
  { event: '/sheets/records/create', sheetId: '1' },
  { event: 'sheets/remove' },
  { sheetId: 0 },
  { sheetId: ' 12 ' },
  { event: 'sheets/:sheet_id/views/:view_id/remove', viewId: 'B' },
  { event: 'dbt.cells.fields.update', sheetId: 7, fields: ['N', 'P'] },
  { event: 'cells/records/update', sheetId: 7, records: 'a, b' },
  { event: '', sheetId: '', viewId: '', fields: '', records: '' },
])('the subscription %j is right', (target) => {
  expect(source.checkTarget(target)).toEqual([]);
});

test('an event that does not exist is answered with those that do', () => {
  const [issue, ...more] = source.checkTarget({ event: 'records/creat', sheetId: 1 });
  expect(more).toEqual([]);
  expect(issue?.path).toEqual(['target', 'event']);
  for (const { event } of [{ event: 'records/create' }, { event: 'views/remove' }]) {
    expect(issue?.message).toContain(event);
  }
});

test.each([
  [{ sheetId: 1.5 }, ['target', 'sheetId']],
  [{ sheetId: {} }, ['target', 'sheetId']],
  [{ fields: [{}] }, ['target', 'fields', 0]],
  [{ adress: 'x' }, ['target', 'adress']],
  [{ sheetId: -1 }, ['target', 'sheetId']],
  [{ sheetId: '-1' }, ['target', 'sheetId']],
  [{ sheetId: '1.5' }, ['target', 'sheetId']],
  [{ sheetId: 'Sheet1' }, ['target', 'sheetId']],
  [{ sheetId: ' ' }, ['target', 'sheetId']],
])('the subscription %j is wrong at %j', (target, path) => {
  expect(source.checkTarget(target).map((issue) => issue.path)).toEqual([path]);
});
