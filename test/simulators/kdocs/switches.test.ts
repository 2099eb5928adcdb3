// Switches of the simulated platform that no other test turns, and that every switch is explained.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultOddities } from '#simulators/kdocs/oddities';
import { sampleApp } from '#simulators/kdocs/service';
import { at, openPlatform } from './platform';

test('every switch is in the table of the README', () => {
  const readme = new URL('../../../electron/simulators/kdocs/README.md', import.meta.url);
  const listed = readFileSync(readme, 'utf8')
    .match(/^\| `(\w+)` \|/gm)
    ?.map((row) => row.slice(3, -3));
  expect(listed).toEqual(Object.keys(defaultOddities));
});

test('hooks are refused for their address or their ids', async () => {
  const { service, call, fileToken } = await openPlatform({
    oddities: { httpsOnly: true, idsPerHook: 2, checksIds: true, errorStatus: 400 },
  });
  const create = async (callback_url: string, fields: readonly string[]) => {
    const path = `dbt/${fileToken}/webhook/sheets/1/cells/fields/update`;
    return (await call('POST', path, { callback_url, fields })).status;
  };
  expect(await create('http://a.example/x', ['A'])).toBe(400);
  expect(await create('https://a.example/x', ['A', 'B', 'C'])).toBe(400);
  expect(await create('https://a.example/x', ['A', 'a'])).toBe(400);
  expect(await create('https://a.example/x', ['A', 'B'])).toBe(200);
  expect(service.hooks()).toHaveLength(1);
});

test('`mine` may be of one app only', async () => {
  const other = { appId: 'AKOTHER', appKey: 'k', redirectUris: [] };
  const { service, call, subscribe, fileToken } = await openPlatform({ apps: [sampleApp, other] });
  await subscribe('1/icon');
  const { accessToken } = service.issueToken({ appId: 'AKOTHER' });
  const mine = async () => {
    const { body } = await call('GET', `dbt/${fileToken}/webhook/mine`, undefined, accessToken);
    return at(body, 'data', 'webhooks');
  };
  expect(await mine()).toHaveLength(1);
  service.oddities.mineByApp = true;
  expect(await mine()).toEqual([]);
});

test('a production app has 100,000 webhook calls a day; calls may be counted one by one', async () => {
  const { service, call, fileToken } = await openPlatform({
    appKind: 'production',
    oddities: { quotaStatus: 429 },
  });
  service.quota.spend(sampleApp.appId, 'webhooks', 99_999);
  const mine = async () => (await call('GET', `dbt/${fileToken}/webhook/mine`)).status;
  expect([await mine(), await mine()]).toEqual([200, 429]);
  service.oddities.quotaPer = 'call';
  expect(await mine()).toBe(200);
});

test('callbacks on cells name less, come for the same value, and every n-th is lost', async () => {
  const { service, receiver, subscribe } = await openPlatform({
    oddities: { sameValueFires: true, loseEvery: 2, callbackContentType: 'text/plain' },
  });
  await subscribe('1/cells/fields/update', { fields: ['A'] });
  for (const cellsName of ['records', 'fields', 'fields', 'records', 'sheet'] as const) {
    service.oddities.cellsName = cellsName;
    service.document().updateRecords(1, [{ id: 'A', fields: { 姓名: '张伟' } }]);
  }
  await service.settled();
  expect(receiver.arrivals.map(({ body }) => at(body, 'events', 0, 'content'))).toEqual([
    { sheetId: 1, recordIds: ['A'] },
    { sheetId: 1, fieldIds: ['A'] },
    { sheetId: 1 },
  ]);
  expect(receiver.arrivals[0]?.contentType).toBe('text/plain');
});
