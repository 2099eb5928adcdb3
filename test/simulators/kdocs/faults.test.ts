// Faults on order, and what the simulated platform records of its calls.
import { expect, test } from 'vitest';
import { at, openPlatform } from './platform';

test('the next calls of a route go wrong as ordered, the others do not', async () => {
  const { service, call, fileToken } = await openPlatform();
  const mine = () => call('GET', `dbt/${fileToken}/webhook/mine`);
  const { faults } = service;
  faults.next('hooks.mine', { kind: 'status', status: 500 }, { times: 2 });
  faults.next('hooks.mine', { kind: 'status', status: 429, retryAfter: 7 });
  faults.next('hooks.mine', { kind: 'quota' });
  faults.next('hooks.mine', { kind: 'code', code: 12345, message: 'Odd' });
  expect((await call('GET', `dbt/${fileToken}/schemas`)).status).toBe(200);
  expect((await mine()).status).toBe(500);
  expect((await mine()).status).toBe(500);
  expect((await mine()).status).toBe(429);
  expect((await mine()).body).toMatchObject({ message: 'DailyQuotaExceeded' });
  expect((await mine()).body).toMatchObject({ code: 12345, message: 'Odd' });
  expect(at((await mine()).body, 'code')).toBe(0);
  expect(service.calls.entries.filter(({ fault }) => fault === 'status')).toHaveLength(3);
});

test('connections break and replies are cut short', async () => {
  const { service, call, fileToken } = await openPlatform();
  const schemas = () => call('GET', `dbt/${fileToken}/schemas`);
  service.faults.next('*', { kind: 'cut' });
  service.faults.next('*', { kind: 'cut', where: 'in-answer' });
  service.faults.next('*', { kind: 'malformed' });
  await expect(schemas()).rejects.toThrow();
  await expect(schemas()).rejects.toThrow();
  await expect(schemas()).rejects.toThrow(SyntaxError);
  expect(at((await schemas()).body, 'code')).toBe(0);
});

test('a call without an answer is recorded, and does not keep the service from closing', async () => {
  const { service, call, fileToken } = await openPlatform();
  service.faults.next('schemas', { kind: 'hang' });
  const hanging = call('GET', `dbt/${fileToken}/schemas`).catch(() => 'broken');
  const seen = await service.calls.waitFor(({ fault }) => fault === 'hang');
  expect(seen.status).toBeNull();
  await service.close();
  expect(await hanging).toBe('broken');
});

test('what was asked may be done although the answer is lost', async () => {
  const { service, call, fileToken } = await openPlatform();
  service.faults.next('hooks.create', { kind: 'cut' }, { afterEffect: true });
  const body = { callback_url: 'http://127.0.0.1:9/x' };
  const create = () => call('POST', `dbt/${fileToken}/webhook/sheets/1/icon`, body);
  await expect(create()).rejects.toThrow();
  expect(service.hooks()).toHaveLength(1);
  service.faults.next(
    'hooks.create',
    { kind: 'cut' },
    { when: ({ path }) => path.includes('/2/') },
  );
  expect(at((await create()).body, 'code')).toBe(0);
});

test('calls are recorded in order, without the token', async () => {
  const { service, call, token, fileToken } = await openPlatform();
  await call('GET', 'personal/files/flat?exts=dbt&ignore=group&ignore=folder');
  await call('POST', `dbt/${fileToken}/webhook/sheets/1/icon`, {
    callback_url: 'http://127.0.0.1:9/x',
  });
  await call('GET', 'nowhere');
  expect(service.calls.entries).toMatchObject([
    {
      route: 'files.flat',
      method: 'GET',
      query: { exts: 'dbt', ignore: ['group', 'folder'] },
      userId: 'ada',
      status: 200,
    },
    {
      route: 'hooks.create',
      path: `/api/v1/openapi/dbt/${fileToken}/webhook/sheets/1/icon`,
      body: { callback_url: 'http://127.0.0.1:9/x' },
    },
    { route: 'unknown', status: 404 },
  ]);
  expect(JSON.stringify(service.calls.entries)).not.toContain(token);
});

test('a wait that finds nothing says so', async () => {
  const { service } = await openPlatform();
  await expect(service.calls.waitFor(() => true, 1, 20)).rejects.toThrow('waited for 1, found 0');
});
