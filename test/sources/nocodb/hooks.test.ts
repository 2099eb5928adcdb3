// Hooks at servers of other versions and moods than the real one that the tests run.
import { afterEach, expect, test } from 'vitest';
import { bindNocodb, hooksFor } from './reading';
import { createStandIn, type StandIn, type StandInOptions } from './stand-in';

const callback = 'https://watch.example.com/in/address';
let server: StandIn | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function hooksAt(
  options?: StandInOptions,
  target: Readonly<Record<string, unknown>> = { tableId: 'm1' },
) {
  server = await createStandIn(options);
  const bound = bindNocodb({ config: { server: server.url }, secrets: { token: 't' } });
  const hooks = hooksFor(bound, target);
  return { at: server, hooks, host: new URL(server.url).host };
}

const create = (hooks: ReturnType<typeof hooksFor>, url = callback) => hooks.create(url, 'secret');

test('a server of version 3 gets one hook that carries the secret in a header', async () => {
  const { at, hooks } = await hooksAt();
  expect(await create(hooks)).toEqual({ ok: true, value: { hookId: 'hk1' } });
  const posted = at.asked.filter(({ method }) => method === 'POST');
  expect(posted).toHaveLength(1);
  expect(posted[0]?.json).toMatchObject({
    title: 'Tablewatch',
    version: 'v3',
    operation: ['insert', 'update', 'delete'],
    notification: {
      payload: {
        path: callback,
        headers: [{ enabled: true, name: 'x-tablewatch-secret', value: 'secret' }],
      },
    },
  });
});

const operationsAt = ({ hooks }: StandIn) => [...hooks.values()].map(({ operation }) => operation);

test('a server that knows version 2 only gets a hook for each operation, listed and removed as one', async () => {
  const { at, hooks } = await hooksAt({ version: 'v2' });
  const all = 'hk1,hk2,hk3,hk4,hk5,hk6';
  expect(await create(hooks)).toEqual({ ok: true, value: { hookId: all } });
  expect(operationsAt(at)).toEqual([
    'insert',
    'update',
    'delete',
    'bulkInsert',
    'bulkUpdate',
    'bulkDelete',
  ]);
  expect(await hooks.list()).toEqual({
    ok: true,
    value: [
      {
        hookId: all,
        title: 'Tablewatch insert',
        callbackUrl: callback,
        active: true,
        tableId: 'm1',
      },
    ],
  });
  expect(await hooks.remove(all)).toEqual({ ok: true, value: null });
  expect(at.hooks.size).toBe(0);
});

test('a server without hooks for several rows at once gets the three others', async () => {
  const { at, hooks } = await hooksAt({
    version: 'v2',
    instead: ({ method, json }) =>
      method === 'POST' && String(Object(json).operation).startsWith('bulk')
        ? { status: 400, text: '{"msg":"Invalid request body"}' }
        : undefined,
  });
  expect(await create(hooks)).toEqual({ ok: true, value: { hookId: 'hk1,hk2,hk3' } });
  expect(operationsAt(at)).toEqual(['insert', 'update', 'delete']);
});

test.each([
  ['0.260.7', 'v2', ['v2']],
  ['0.301.3', 'v3', ['v3']],
  ['2026.02.0', 'v3', ['v3']],
  ['nightly', 'v2', ['v3', 'v2']],
] as const)(
  'a server that calls itself %s is asked for its own hooks first',
  async (told, version, tried) => {
    const { at, hooks } = await hooksAt({ version, tells: { at: 'info', version: told } });
    expect(await create(hooks)).toMatchObject({ ok: true });
    const posted = at.asked.filter(({ method }) => method === 'POST');
    expect([...new Set(posted.map(({ json }) => Object(json).version))]).toEqual(tried);
  },
);

test('a server that takes no hook we know, and one without the calls we make, say which they are', async () => {
  const refuses = {
    status: 400,
    text: '{"msg":"hook version is deprecated / not supported anymore"}',
  };
  const tells = { at: 'info', version: '0.400.0' } as const;
  const newer = await hooksAt({
    tells,
    instead: ({ method }) => (method === 'POST' ? refuses : undefined),
  });
  expect(await create(newer.hooks)).toEqual({
    ok: false,
    error: { code: 'server-too-new', params: { host: newer.host, version: '0.400.0' } },
  });
  await server?.close();
  const older = await hooksAt({ tells: { at: 'version', version: '0.109.7' } });
  expect(await older.hooks.list()).toEqual({
    ok: false,
    error: { code: 'server-too-old', params: { host: older.host, version: '0.109.7' } },
  });
});

test('what was made before the second of three hooks failed is taken back', async () => {
  let made = 0;
  const { at, hooks } = await hooksAt({
    version: 'v2',
    instead: ({ method, json }) => {
      const third = method === 'POST' && Object(json).version === 'v2' && ++made === 3;
      return third ? { status: 503, text: '' } : undefined;
    },
  });
  expect(await create(hooks)).toMatchObject({ ok: false, error: { code: 'service-answer' } });
  expect(at.hooks.size).toBe(0);
});

test('a refusal that has nothing to do with versions is told as the server said it', async () => {
  const { hooks, host } = await hooksAt({
    instead: ({ method, json }) =>
      method === 'POST' && Object(json).version === 'v3'
        ? { status: 400, text: '{"msg":"Schema of http://db.example.com/x is locked"}' }
        : undefined,
  });
  expect(await create(hooks)).toEqual({
    ok: false,
    error: {
      code: 'service-answer',
      params: { host, status: 400, message: 'Schema of … is locked' },
    },
  });
});

test('a private callback is tried first, without address and secret, and refused in our words', async () => {
  const { at, hooks, host } = await hooksAt({
    instead: ({ path }) =>
      path.endsWith('/hooks/test')
        ? { status: 400, text: '{"message":"Connection to a private network IP is blocked."}' }
        : undefined,
  });
  for (const url of [
    'http://127.0.0.1:9/in/address',
    'http://[::1]:9/in/address',
    'http://nas/in/address',
  ]) {
    expect(await create(hooks, url)).toEqual({
      ok: false,
      error: { code: 'hook-target-private', params: { host } },
    });
  }
  expect(at.hooks.size).toBe(0);
  expect(JSON.stringify(at.asked)).not.toMatch(/in\/address|"secret"/);
});

test('a test that fails for another reason does not stand in the way', async () => {
  const { hooks } = await hooksAt({
    instead: ({ path }) =>
      path.endsWith('/hooks/test')
        ? { status: 400, text: '{"message":"Endpoint not found"}' }
        : undefined,
  });
  expect(await create(hooks, 'http://10.0.0.7:9/in/address')).toMatchObject({ ok: true });
});

test('without a table nothing is asked', async () => {
  const { at, hooks } = await hooksAt({}, {});
  expect(await hooks.list()).toEqual({ ok: true, value: [] });
  expect(await create(hooks)).toMatchObject({ ok: false });
  expect(at.asked).toEqual([]);
});

test('hooks of others are listed too, also those that post nowhere', async () => {
  const mail = { id: 'hkm', title: 'Mail', active: false, notification: '{"type":"Email"}' };
  const broken = { id: 'hkb', title: null, active: true, notification: '{' };
  const { hooks } = await hooksAt({
    instead: () => ({ status: 200, text: JSON.stringify({ list: [mail, broken] }) }),
  });
  expect(await hooks.list()).toEqual({
    ok: true,
    value: [
      { hookId: 'hkm', title: 'Mail', callbackUrl: '', active: false, tableId: 'm1' },
      { hookId: 'hkb', title: '', callbackUrl: '', active: true, tableId: 'm1' },
    ],
  });
});

test('removing goes on after a failure, and tells it', async () => {
  const { at, hooks, host } = await hooksAt({
    instead: ({ path }) => (path.endsWith('/a') ? { status: 403, text: '{}' } : undefined),
  });
  expect(await hooks.remove('a,b')).toEqual({
    ok: false,
    error: { code: 'service-refused', params: { host } },
  });
  expect(at.asked.map(({ path }) => path)).toEqual([
    '/api/v2/meta/hooks/a',
    '/api/v2/meta/hooks/b',
  ]);
});
