// One account's life at the simulated platform, from consent to removal, as a client lives through it.
import { expect, test } from 'vitest';
import { sampleApp } from '#simulators/kdocs/service';
import { ask, at, openPlatform } from './platform';

const hour = 3_600_000;

test('consent, pick, subscribe, hear, read back, lose, sleep, catch up, remove', async () => {
  const platform = await openPlatform();
  const { service, clock, call, subscribe } = platform;
  const { appId, appKey, redirectUris } = sampleApp;
  const scope = 'access_personal_files,edit_personal_files';

  // connect
  const consent = new URLSearchParams({ app_id: appId, scope, redirect_uri: redirectUris[0] });
  const back = await ask('GET', `${service.url}/h5/auth?${consent}`);
  const code = new URL(String(back.body)).searchParams.get('code') ?? '';
  const query = new URLSearchParams({ code, app_id: appId, app_key: appKey });
  const tokens = await ask('GET', `${service.url}/api/v1/oauth2/access_token?${query}`);
  platform.token = String(at(tokens.body, 'data', 'access_token'));
  const files = await call('GET', 'personal/files/flat?exts=dbt&ignore=group&ignore=folder');
  const fileToken = String(at(files.body, 'data', 'files', 0, 'id', 'open_id'));
  const base = `dbt/${fileToken}`;
  const records = async (offset: string) =>
    (await call('GET', `${base}/sheets/2/records?preferId=true&offset=${offset}`)).body;

  // subscribe, hear, read back
  const created = await subscribe('2/records/create');
  await subscribe('2/cells/fields/update', { fields: ['A', 'B'] });
  const document = service.document(fileToken);
  const [added = ''] = document.addRecords(2, [{ 物品: '灯', 数量: 6 }]);
  document.updateRecords(2, [{ id: added, fields: { 数量: 7 } }]);
  await service.callbacks.waitFor(({ fate }) => fate === 'delivered', 2);
  const read = await call('GET', `${base}/sheets/2/records/${added}?preferId=true`);
  expect(at(read.body, 'data', 'detail', 'fields')).toEqual({ A: '灯', B: 7 });

  // a day asleep: the token ends, 5,000 records change, a hook goes
  platform.receiver.answers.push(...Array<number>(60).fill(503));
  for (let n = 0; n < 50; n += 1) {
    document.addRecords(
      2,
      Array.from({ length: 100 }, () => ({ 数量: n })),
    );
  }
  document.deleteRecords(2, ['A']);
  clock.advance(24 * hour);
  service.removeHooks(({ id }) => id === created);
  await service.settled();
  expect(service.callbacks.entries.filter(({ fate }) => fate === 'failed')).toHaveLength(50);

  // catch up
  expect(at(await records(''), 'code')).toBe(20007);
  const refreshed = await ask(
    'POST',
    `${service.url}/api/v1/oauth2/refresh_token?app_id=${appId}`,
    {
      app_key: appKey,
      refresh_token: at(tokens.body, 'data', 'refresh_token'),
    },
  );
  platform.token = String(at(refreshed.body, 'data', 'access_token'));
  const before = service.calls.entries.length;
  let seen = 0;
  for (let offset = ''; ; ) {
    const page = at(await records(offset), 'data', 'detail');
    const rows = at(page, 'records');
    seen += Array.isArray(rows) ? rows.length : 0;
    const next = at(page, 'offset');
    if (next === undefined) break;
    offset = String(next);
  }
  expect(seen).toBe(5002);
  expect(service.calls.entries.length - before).toBe(51);

  // repair, and remove
  const mine = async () => {
    const { body } = await call('GET', `${base}/webhook/mine`);
    const hooks = at(body, 'data', 'webhooks');
    return Array.isArray(hooks) ? hooks.map((hook) => String(at(hook, 'webhook_id'))) : [];
  };
  expect(await mine()).toHaveLength(1);
  await subscribe('2/records/create');
  for (const id of await mine()) await call('DELETE', `${base}/webhook/${id}`);
  expect(await mine()).toEqual([]);
});
