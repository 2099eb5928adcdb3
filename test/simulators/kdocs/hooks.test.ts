// Hooks of the simulated platform: made, listed, limited and removed.
import { expect, test } from 'vitest';
import { at, openPlatform } from './platform';

const eight = [
  ['1/records/create', 'dbt.records.create', {}, { sheet_id: 1 }],
  ['1/remove', 'dbt.sheets.remove', {}, { sheet_id: 1 }],
  [
    '1/cells/fields/update',
    'dbt.cells.fields.update',
    { fields: ['A', 'C'] },
    { sheet_id: 1, fields: ['A', 'C'] },
  ],
  [
    '1/cells/records/update',
    'dbt.cells.records.update',
    { records: ['A'] },
    { sheet_id: 1, records: ['A'] },
  ],
  ['1/fields/create', 'dbt.fields.create', {}, { sheet_id: 1 }],
  ['1/description', 'dbt.sheets.description', {}, { sheet_id: 1 }],
  ['1/icon', 'dbt.sheets.icon', {}, { sheet_id: 1 }],
  ['1/views/B/remove', 'dbt.views.remove', {}, { sheet_id: 1, view_id: 'B' }],
] as const;

test('all eight hooks can be made, and `mine` shows them with their rules', async () => {
  const { subscribe, call, fileToken, receiver } = await openPlatform();
  const ids: string[] = [];
  for (const [path, , extra] of eight) ids.push(await subscribe(path, extra));
  expect(ids.every((id) => /^[A-Z2-7]{13}$/.test(id))).toBe(true);
  const { body } = await call('GET', `dbt/${fileToken}/webhook/mine`);
  expect(body).toEqual({
    code: 0,
    data: {
      webhooks: eight.map(([path, type, , rule], place) => ({
        webhook_id: ids[place],
        type,
        callback_url: `${receiver.url}/${path}`,
        rule,
      })),
    },
  });
});

test('the body is JSON whatever the content type says, and its lists are required', async () => {
  const { call, service, fileToken } = await openPlatform();
  const path = `dbt/${fileToken}/webhook/sheets/1`;
  const callback_url = 'http://127.0.0.1:9/x';
  // `fetch` calls a text body text/plain
  expect(at((await call('POST', `${path}/records/create`, { callback_url })).body, 'code')).toBe(0);
  expect(service.calls.entries.at(-1)?.contentType).toContain('text/plain');
  for (const [suffix, body] of [
    ['records/create', undefined],
    ['records/create', { callback_url: 'nowhere' }],
    ['cells/fields/update', { callback_url }],
    ['cells/fields/update', { callback_url, fields: [] }],
    ['cells/records/update', { callback_url, fields: ['A'] }],
    ['views/Z/remove', { callback_url }],
  ] as const) {
    expect(at((await call('POST', `${path}/${suffix}`, body)).body, 'code'), suffix).not.toBe(0);
  }
  const lost = await call('POST', `dbt/${fileToken}/webhook/sheets/99/icon`, { callback_url });
  expect(at(lost.body, 'code')).not.toBe(0);
  expect(service.hooks()).toHaveLength(1);
});

test('the eleventh hook of a document is refused, counted over all users; `mine` hides the others', async () => {
  const { service, call, subscribe, fileToken } = await openPlatform();
  service.addForeignHooks(8);
  await subscribe('1/icon');
  await subscribe('1/icon');
  const body = { callback_url: 'http://127.0.0.1:9/x' };
  const refused = await call('POST', `dbt/${fileToken}/webhook/sheets/1/icon`, body);
  expect(refused.body).toEqual({ code: 30016, message: 'TooManyWebhooks' });
  const mine = await call('GET', `dbt/${fileToken}/webhook/mine`);
  expect(at(mine.body, 'data', 'webhooks')).toHaveLength(2);
  service.removeHooks(({ userId }) => userId === 'bo');
  expect(await subscribe('1/icon')).toHaveLength(13);
});

test('removing works by the guessed call, and only for one’s own hooks', async () => {
  const { service, call, subscribe, fileToken } = await openPlatform();
  const [foreign] = service.addForeignHooks(1);
  const id = await subscribe('1/icon');
  const path = `dbt/${fileToken}/webhook`;
  expect((await call('DELETE', `${path}/${id}`)).body).toEqual({ code: 0 });
  expect(at((await call('DELETE', `${path}/${id}`)).body, 'code')).not.toBe(0);
  expect(at((await call('DELETE', `${path}/${foreign?.id}`)).body, 'code')).not.toBe(0);
  expect(service.hooks().map((hook) => hook.id)).toEqual([foreign?.id]);
  expect(service.calls.entries.at(-1)?.route).toBe('hooks.delete');
});

test('removing may have another path, be unsupported, or lie', async () => {
  const { service, call, subscribe, fileToken } = await openPlatform();
  const id = await subscribe('1/icon');
  const path = `dbt/${fileToken}/webhook/${id}`;
  service.oddities.deletion = { kind: 'unsupported', status: 405 };
  expect((await call('DELETE', path)).status).toBe(405);
  service.oddities.deletion = { kind: 'lies' };
  expect((await call('DELETE', path)).body).toEqual({ code: 0 });
  expect(service.hooks()).toHaveLength(1);
  service.oddities.deletion = {
    kind: 'works',
    method: 'POST',
    path: '/api/v1/openapi/dbt/:fileToken/webhook/:webhookId/delete',
  };
  expect((await call('DELETE', path)).status).toBe(404);
  expect((await call('POST', `${path}/delete`)).body).toEqual({ code: 0 });
  expect(service.hooks()).toHaveLength(0);
  const cancel = `dbt/${fileToken}/webhook/cancel`;
  service.oddities.deletion = {
    kind: 'works',
    method: 'POST',
    path: '/api/v1/openapi/dbt/:fileToken/webhook/cancel',
  };
  const body = { webhook_id: await subscribe('1/icon') };
  expect((await call('POST', cancel, body)).body).toEqual({ code: 0 });
  expect(service.hooks()).toHaveLength(0);
});

test('the reply to a new hook may lack its id', async () => {
  const { service, call, fileToken } = await openPlatform({ oddities: { createReply: 'empty' } });
  const body = { callback_url: 'http://127.0.0.1:9/x' };
  const reply = await call('POST', `dbt/${fileToken}/webhook/sheets/1/icon`, body);
  expect(reply.body).toEqual({ code: 0, data: {} });
  expect(service.hooks()).toHaveLength(1);
});

test('an address may be probed first, and must then answer', async () => {
  const { service, receiver, subscribe } = await openPlatform({ oddities: { probe: 'empty' } });
  await subscribe('1/icon');
  expect(receiver.arrivals).toMatchObject([{ path: '/1/icon' }]);
  receiver.answers.push(404);
  await subscribe('1/icon');
  service.oddities.probe = 'challenge'; // this receiver echoes nothing
  await subscribe('1/icon');
  expect(service.hooks()).toHaveLength(1);
});

test('a test app has 500 webhook calls a day, and a new day begins at midnight in China', async () => {
  const { service, call, clock, fileToken } = await openPlatform();
  const mine = () => call('GET', `dbt/${fileToken}/webhook/mine`);
  service.quota.spend('AK20261121KDOCSX', 'webhooks', 498);
  await mine();
  expect(at((await mine()).body, 'code')).toBe(0);
  expect((await mine()).body).toMatchObject({ message: 'DailyQuotaExceeded' });
  expect(String(at((await mine()).body, 'hint'))).toContain('invented');
  expect(service.quota.used('AK20261121KDOCSX', 'webhooks')).toBe(500);
  // reading has a limit of its own
  expect(at((await call('GET', `dbt/${fileToken}/schemas`)).body, 'code')).toBe(0);
  clock.advance(12 * 3_600_000 - 1);
  expect(at((await mine()).body, 'code')).not.toBe(0);
  clock.advance(1);
  expect(at((await mine()).body, 'code')).toBe(0);
});
