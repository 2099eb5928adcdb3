// The long connection against the simulated Feishu, by the official SDK: what arrives, what is receipted, and every way it ends.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { feishuConfig } from '#core/sources/feishu/config';
import { createLive } from '#core/sources/feishu/live';
import { sampleApp } from '#simulators/feishu/service';
import { connectFeishu, type FeishuAccount, http, listen, liveOf } from './feishu-account';

let account: FeishuAccount;
let close = () => {};
afterEach(async () => {
  close();
  await account.service.close();
});

function open(ears: ReturnType<typeof listen>, bound = account.bound): void {
  const channel = liveOf(bound).open(http, [{}], ears.listener);
  close = () => channel.close();
}

async function connected(keeps?: () => boolean | Promise<boolean>) {
  account = await connectFeishu();
  account.service.subscribed.add(account.service.base().token);
  const ears = listen(keeps);
  open(ears);
  await ears.until(({ ups }) => ups === 1);
  return { ...ears, service: account.service, clock: account.clock };
}

const bodyOf = ({ body }: { readonly body: Uint8Array }) =>
  JSON.parse(Buffer.from(body).toString());

describe('an event', () => {
  test('comes whole, with header and event apart, and by the key that a webhook would repeat it with', async () => {
    const { service, until, heard } = await connected();
    service.base().addRecords([{ 任务: '多维表格 🎉' }]);
    await until(({ messages }) => messages.length === 2);
    const bodies = heard.messages.map(bodyOf);
    expect(bodies.map(({ header }) => header.event_type).sort()).toEqual([
      'drive.file.bitable_record_changed_v1',
      'drive.file.edit_v1',
    ]);
    expect(heard.messages.map((one) => one.repeatKey)).toEqual(
      bodies.map(({ header }) => header.event_id),
    );
    expect(JSON.stringify(bodies)).toContain('多维表格 🎉');
  });

  test('in fragments is one', async () => {
    const { service, until, heard } = await connected();
    service.connections.settings.fragments = 7;
    service.base().addRecords([{ 任务: '多维表格'.repeat(50) }]);
    await until(({ messages }) => messages.length === 2);
    expect(JSON.stringify(heard.messages.map(bodyOf))).toContain('多维表格'.repeat(50));
  });

  test('is receipted only once it is on disk; one that is not comes again', async () => {
    let isFull = true;
    const { service, clock, until, heard } = await connected(() => !isFull);
    service.base().rename('new title');
    await service.sendings.waitFor(({ tries }) => tries === 1);
    expect(heard.messages).toEqual([]);
    isFull = false;
    clock.advance(15_000);
    await until(({ messages }) => messages.length === 1);
    expect(await service.sendings.waitFor(({ fate }) => fate === 'delivered')).toMatchObject({
      tries: 2,
    });
  });

  test('that is kept too slowly comes again by the same key', async () => {
    const asked: (() => void)[] = [];
    let began = () => {};
    const asks = new Promise<void>((begun) => {
      began = begun;
    });
    const { service, clock, until, heard } = await connected(() => {
      began();
      return new Promise((kept) => asked.push(() => kept(true)));
    });
    service.base().rename('new title');
    await asks;
    clock.advance(3000);
    await service.sendings.waitFor(({ tries }) => tries === 1);
    asked[0]?.();
    await until(({ messages }) => messages.length === 1);
    clock.advance(15_000);
    while (asked.length < 2) await new Promise(setImmediate);
    asked[1]?.();
    await until(({ messages }) => messages.length === 2);
    expect(new Set(heard.messages.map((one) => one.repeatKey)).size).toBe(1);
  });
});

describe('it ends', () => {
  test.each(['cut', 'close'] as const)(
    'when the socket is %s: the core opens another soon',
    async (how) => {
      const { service, until, heard } = await connected();
      service.connections.drop(how);
      await until(({ downs }) => downs.length > 0);
      expect(heard.downs).toEqual([
        { problem: { code: 'live-lost', params: { host: account.host } }, retry: 'soon' },
      ]);
      // The SDK's own repair is over: nobody asks for an address again.
      await new Promise((later) => setTimeout(later, 50));
      expect(account.routes().filter((route) => route === 'endpoint')).toHaveLength(1);
    },
  );

  test('when pings stay without an answer', async () => {
    account = await connectFeishu();
    account.service.connections.settings.pingInterval = 0.2;
    account.service.connections.settings.deaf = true;
    const ears = listen();
    const config = feishuConfig.parse({
      brand: 'feishu',
      appId: sampleApp.appId,
      apiBase: account.service.url,
    });
    const access = { http, config, secrets: { appSecret: sampleApp.appSecret } };
    const channel = createLive({ deadAfter: 0.1, handshakeMs: 5000 }).open(
      access,
      [],
      ears.listener,
    );
    close = () => channel.close();
    await ears.until(({ downs }) => downs.length === 1);
    expect(ears.heard).toMatchObject({ ups: 1, downs: [{ problem: { code: 'live-lost' } }] });
  });

  test.each([
    [1, 'system busy', 'live-busy', 'soon'],
    [1_000_040_343, 'internal error', 'live-busy', 'soon'],
    [1_000_040_345, 'system busy', 'live-busy', 'soon'],
    [1_000_040_350, 'exceed conn limit', 'live-limit', 'slow'],
    [514, 'auth failed', 'app-refused', 'slow'],
    [403, 'forbidden', 'live-forbidden', 'slow'],
    [77, 'something new', 'live-busy', 'slow'],
  ])('with code %i (%s)', async (code, msg, problem, retry) => {
    account = await connectFeishu();
    const reply = { status: 200, body: { code, msg } };
    account.service.fault('endpoint', { kind: 'reply', reply }, 9);
    const ears = listen();
    open(ears);
    await ears.until(({ downs }) => downs.length > 0);
    expect(ears.heard.downs).toMatchObject([{ problem: { code: problem }, retry }]);
    expect(ears.heard.ups).toBe(0);
    expect(account.routes()).toEqual(['endpoint']);
  });

  test('when the service cannot be reached, or gives no usable address', async () => {
    account = await connectFeishu();
    const ears = listen();
    account.service.fault('endpoint', { kind: 'cut' });
    open(ears);
    await ears.until(({ downs }) => downs.length === 1);
    const data = { URL: 'http://127.0.0.1/x?y=1', ClientConfig: {} };
    const reply = { status: 200, body: { code: 0, msg: '', data } };
    account.service.fault('endpoint', { kind: 'reply', reply });
    open(ears);
    await ears.until(({ downs }) => downs.length === 2);
    expect(ears.heard.downs).toMatchObject([
      { problem: { code: 'service-unreachable' }, retry: 'soon' },
      { problem: { code: 'service-shape' }, retry: 'slow' },
    ]);
  });

  test('when the handshake fails: told once, at once', async () => {
    account = await connectFeishu();
    const host = new URL(account.service.url).host;
    const data = {
      URL: `ws://${host}/ws/v2?a=1&service_id=2&access_key=unknown`,
      ClientConfig: account.service.connections.config(),
    };
    const reply = { status: 200, body: { code: 0, msg: '', data } };
    account.service.fault('endpoint', { kind: 'reply', reply });
    const ears = listen();
    open(ears);
    await ears.until(({ downs }) => downs.length > 0);
    expect(ears.heard.downs).toMatchObject([
      { problem: { code: 'service-unreachable', params: { reason: 'handshake' } }, retry: 'soon' },
    ]);
    expect(ears.heard.ups).toBe(0);
  });

  test('before it begins, with an App ID of another form or without a secret', async () => {
    account = await connectFeishu();
    for (const [bound, code] of [
      [account.bind({ appId: 'cli_short' }), 'app-id-form'],
      [account.bind({}, {}), 'app-secret-missing'],
    ] as const) {
      const ears = listen();
      open(ears, bound);
      await ears.until(({ downs }) => downs.length > 0);
      expect(ears.heard.downs).toMatchObject([{ problem: { code }, retry: 'never' }]);
    }
    expect(account.routes()).toEqual([]);
  });
});

test('closed by the core, it says nothing more and leaves no connection behind', async () => {
  const { service, heard } = await connected();
  close();
  while (service.connections.count() > 0) await new Promise(setImmediate);
  service.base().rename('unheard');
  expect(await service.sendings.waitFor(({ fate }) => fate !== 'under-way')).toMatchObject({
    fate: 'lost',
  });
  expect(heard).toMatchObject({ downs: [], messages: [] });
});

test('closed while it connects, it never comes up', async () => {
  account = await connectFeishu();
  const ears = listen();
  open(ears);
  close();
  const second = listen();
  open(second);
  await second.until(({ ups }) => ups === 1);
  while (account.service.connections.count() > 1) await new Promise(setImmediate);
  expect(ears.heard).toMatchObject({ ups: 0, downs: [] });
});

test('two clients of one app share its events, which is why one at a time runs here', async () => {
  const { service, heard } = await connected();
  const closeFirst = close;
  const other = listen();
  open(other);
  await other.until(({ ups }) => ups === 1);
  for (let n = 0; n < 20; n += 1) service.base().rename(`title ${n}`);
  await service.sendings.waitFor(({ fate }) => fate === 'delivered', 20);
  closeFirst();
  expect(heard.messages.length).toBeGreaterThan(0);
  expect(other.heard.messages.length).toBeGreaterThan(0);
  expect(heard.messages.length + other.heard.messages.length).toBe(20);
  expect(liveOf(account.bound).exclusive).toBe('cli_9f5343c580712544');
});

test('not a line of the SDK reaches the console', async () => {
  const names = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
  const spies = names.map((name) => vi.spyOn(globalThis.console, name));
  try {
    const { service, until } = await connected();
    service.base().rename('secret title');
    await until(({ messages }) => messages.length === 1);
    service.connections.drop();
    await until(({ downs }) => downs.length === 1);
    expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([]);
  } finally {
    vi.restoreAllMocks();
  }
});
