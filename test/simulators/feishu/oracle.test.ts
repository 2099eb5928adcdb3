// The official SDK against the simulated service: what it takes without complaint is told as the service tells it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  AESCipher,
  adaptDefault,
  Client,
  DefaultCache,
  EventDispatcher,
  LoggerLevel,
  WSClient,
} from '@larksuiteoapi/node-sdk';
import { afterEach, describe, expect, test } from 'vitest';
import { createControlledClock } from '#simulators/clock';
import { createFeishuService, type FeishuService, sampleApp } from '#simulators/feishu/service';

const silent = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };
const quiet = { loggerLevel: LoggerLevel.fatal, logger: silent };
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(): Promise<FeishuService> {
  const service = await createFeishuService({ clock: createControlledClock() });
  closing.push(() => service.close());
  return service;
}

const clientOf = (service: FeishuService) =>
  new Client({ ...sampleApp, ...quiet, domain: service.url, cache: new DefaultCache() });

/** Collects what the SDK hands to its handlers. */
function handlers() {
  const heard: unknown[] = [];
  const waiting = new Set<() => void>();
  const take = (data: unknown) => {
    heard.push(data);
    for (const check of [...waiting]) check();
  };
  const names = [
    'drive.file.bitable_record_changed_v1',
    'drive.file.bitable_field_changed_v1',
    'drive.file.edit_v1',
    'drive.file.title_updated_v1',
  ];
  return {
    heard,
    map: Object.fromEntries(names.map((name) => [name, take])),
    until: (count: number) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (heard.length >= count) resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}

test('its client gets a token, subscribes, and reads base, tables, fields, rows and names', async () => {
  const service = await start();
  const client = clientOf(service);
  const base = service.base();
  const path = { file_token: base.token };
  const params = { file_type: 'bitable' } as const;
  expect(
    await client.drive.v1.file.getSubscribe({ path, params }).catch((e) => e.response.data),
  ).toMatchObject({
    code: 1_069_605,
  });
  expect(await client.drive.v1.file.subscribe({ path, params })).toMatchObject({ code: 0 });
  expect(await client.drive.v1.file.getSubscribe({ path, params })).toMatchObject({
    data: { is_subscribe: true },
  });
  const [id = ''] = base.addRecords([{ 任务: 'a', 进度: '未开始' }]);
  const app = { app_token: base.token };
  const table = { ...app, table_id: base.table().id };
  expect(await client.bitable.v1.app.get({ path: app })).toMatchObject({
    data: { app: { name: '项目管理', time_zone: 'Asia/Shanghai' } },
  });
  const fields: string[] = [];
  for await (const page of await client.bitable.v1.appTableField.listWithIterator({
    path: table,
    params: { page_size: 4 },
  })) {
    fields.push(...(page?.items ?? []).map((one) => one.field_name));
  }
  expect(fields).toHaveLength(15);
  expect(
    await client.bitable.v1.appTableRecord.search({
      path: table,
      data: { automatic_fields: true },
    }),
  ).toMatchObject({ data: { items: [{ record_id: id, fields: { 进度: '未开始' } }], total: 1 } });
  expect(
    await client.bitable.v1.appTableRecord.batchGet({
      path: table,
      data: { record_ids: [id, 'recGone'] },
    }),
  ).toMatchObject({ data: { records: [{ record_id: id }], absent_record_ids: ['recGone'] } });
  expect(
    await client.contact.v3.user.basicBatch({
      params: { user_id_type: 'open_id' },
      data: { user_ids: [base.people[0]?.openId ?? ''] },
    }),
  ).toMatchObject({ data: { users: [{ name: '李雷' }] } });
  expect(await client.drive.v1.file.deleteSubscribe({ path, params })).toMatchObject({ code: 0 });
});

describe('its long connection', () => {
  test('takes whole and fragmented events, receipts them, and comes back after a drop', async () => {
    const service = await start();
    service.subscribed.add(service.base().token);
    const { heard, map, until } = handlers();
    const eventDispatcher = new EventDispatcher(quiet).register(map);
    let ready = () => {};
    const isReady = new Promise<void>((up) => {
      ready = up;
    });
    const client = new WSClient({ ...sampleApp, ...quiet, domain: service.url, onReady: ready });
    closing.push(() => client.close({ force: true }));
    await client.start({ eventDispatcher });
    await isReady;
    service.connections.settings.fragments = 5;
    service.base().addRecords([{ 任务: '多维表格 🎉' }]);
    await until(2);
    await service.sendings.waitFor(({ fate, tries }) => fate === 'delivered' && tries === 1, 2);
    expect(JSON.stringify(heard)).toContain('多维表格 🎉');
    expect(heard).toContainEqual(
      expect.objectContaining({ event_type: 'drive.file.bitable_record_changed_v1', token: '' }),
    );
  });

  test('a handler that fails makes the event come again, with its id', async () => {
    const clock = createControlledClock();
    const service = await createFeishuService({ clock });
    closing.push(() => service.close());
    service.subscribed.add(service.base().token);
    const ids: unknown[] = [];
    const eventDispatcher = new EventDispatcher(quiet).register({
      'drive.file.title_updated_v1': (data: { event_id?: string }) => {
        ids.push(data.event_id);
        if (ids.length === 1) throw new Error('full');
      },
    });
    let ready = () => {};
    const isReady = new Promise<void>((up) => {
      ready = up;
    });
    const client = new WSClient({ ...sampleApp, ...quiet, domain: service.url, onReady: ready });
    closing.push(() => client.close({ force: true }));
    await client.start({ eventDispatcher });
    await isReady;
    service.base().rename('b');
    await service.sendings.waitFor(({ tries }) => tries === 1);
    clock.advance(15_000);
    await service.sendings.waitFor(({ fate }) => fate === 'delivered');
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('its webhook', () => {
  async function listen(encryptKey: string): Promise<{
    readonly url: string;
    readonly heard: readonly unknown[];
    readonly until: (count: number) => Promise<void>;
  }> {
    const { heard, map, until } = handlers();
    const dispatcher = new EventDispatcher({ ...quiet, encryptKey }).register(map);
    const server = createServer(adaptDefault('/hook', dispatcher, { autoChallenge: true }));
    await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
    closing.push(() => server.close());
    const { port } = server.address() as AddressInfo; // it listens on a port
    return { url: `http://127.0.0.1:${port}/hook`, heard, until };
  }

  test.each(['a key', ''])(
    'answers the check, opens and believes events (Encrypt Key “%s”)',
    async (key) => {
      const service = await start();
      service.subscribed.add(service.base().token);
      const { url, heard, until } = await listen(key);
      const app = { encryptKey: key || undefined, verificationToken: 'v' };
      expect(await service.setWebhook(url, app)).toBe(true);
      service.base().addRecords([{ 任务: 'a' }]);
      await until(2);
      expect(heard).toContainEqual(
        expect.objectContaining({
          token: 'v',
          action_list: [expect.objectContaining({ action: 'record_added' })],
        }),
      );
    },
  );

  test('an address that does not answer the check is not saved', async () => {
    const service = await start();
    const app = { encryptKey: undefined, verificationToken: 'v' };
    expect(await service.setWebhook('http://127.0.0.1:9/none', app)).toBe(false);
  });
});

test('its cipher opens what is documented', () => {
  const text = 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=';
  expect(new AESCipher('test key').decrypt(text)).toBe('hello world');
});

test('a push is tried five times in all, on the service’s plan', async () => {
  const clock = createControlledClock();
  const service = await createFeishuService({ clock });
  closing.push(() => service.close());
  service.subscribed.add(service.base().token);
  let isRight = true;
  let asked = 0;
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      asked += 1;
      response.statusCode = isRight ? 200 : 503;
      response.end(JSON.stringify({ challenge: JSON.parse(text).challenge }));
    });
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo; // it listens on a port
  const app = { encryptKey: undefined, verificationToken: 'v' };
  expect(await service.setWebhook(`http://127.0.0.1:${port}/`, app)).toBe(true);
  isRight = false;
  asked = 0;
  service.base().rename('b');
  for (const [tried, delay] of [15_000, 300_000, 3_600_000, 21_600_000].entries()) {
    await service.sendings.waitFor(({ tries }) => tries === tried + 1);
    clock.advance(delay);
  }
  expect(await service.sendings.waitFor(({ fate }) => fate === 'refused')).toMatchObject({
    tries: 5,
  });
  expect(asked).toBe(5);
});
