// The whole app with the simulated Feishu: no public address, names in place of ids, and nothing lost over a drop or a lost subscription.
import { afterEach, expect, test } from 'vitest';
import { createHttp } from '#core/core';
import { refusal } from '#simulators/feishu/answers';
import { envelopeOf, feishuPost } from '#simulators/feishu/sender';
import { createFeishuService, type FeishuService, sampleApp } from '#simulators/feishu/service';
import { createRandom } from '../sources/mutations';
import { type Desk, expectOk, openDesk } from './desk';

const secrets = { verificationToken: 'verify-me', encryptKey: 'key' };
let service: FeishuService;
let desk: Desk;
let vault: Map<string, string>;
afterEach(async () => {
  await desk.close();
  await service.close();
});

async function begin(work: (service: FeishuService) => void = () => {}): Promise<string> {
  service = await createFeishuService({ random: createRandom(7), roadRandom: createRandom(8) });
  work(service);
  vault = new Map();
  desk = await openDesk({ http: createHttp(fetch), vault });
  const { id } = expectOk(
    await desk.core.api['connections.save']({
      source: 'feishu',
      name: 'Project',
      config: {
        brand: 'feishu',
        appId: sampleApp.appId,
        apiBase: service.url,
        fileToken: `https://acme.feishu.cn/base/${service.base().token}`,
        documentHost: 'acme.feishu.cn',
      },
      secrets: { ...secrets, appSecret: sampleApp.appSecret },
    }),
  );
  expectOk(
    await desk.core.api['subscriptions.add']({
      connectionId: id,
      draft: { manage: true, target: { tableId: service.base().table().id } },
    }),
  );
  await isOn();
  await expect.poll(async () => (await view()).state.comparedAt, wait).not.toBeNull();
  return id;
}

const wait = { timeout: 15_000 };
async function view() {
  const [found] = expectOk(await desk.core.api['connections.list']({}));
  if (!found) throw new Error('no connection');
  return found;
}
const isOn = () => expect.poll(async () => (await view()).live?.kind, wait).toBe('on');
const told = () =>
  desk.events.map(({ action, record, changes }) => [
    action,
    record?.title,
    changes.map(({ beforeText, afterText }) => `${beforeText}>${afterText}`).join(),
  ]);

test('a change arrives without a public address, once, with the names of everything and everyone', async () => {
  let id = '';
  await begin((at) => {
    [id = ''] = at.base().addRecords([{ 任务: '首页改版', 进度: '未开始' }]);
    // Everyone who will edit has worked here before: that is how the app knows their names.
    for (let n = 0; n < 8; n += 1) at.base().addRecords([{ 任务: `${n}` }]);
  });
  expect(service.subscribed).toContain(service.base().token);
  service.base().edit(id, { 进度: '已完成' });
  const [event] = await desk.sawEvents(1);
  await service.sendings.waitFor(({ fate }) => fate === 'delivered', 2);
  expect(event).toMatchObject({
    origin: 'live',
    certainty: 'stated',
    base: { name: '项目管理' },
    table: { name: '任务' },
    record: { id },
    action: 'updated',
    changes: [{ field: { name: '进度' }, beforeText: '未开始', afterText: '已完成' }],
    link: `https://acme.feishu.cn/base/${service.base().token}?table=${service.base().table().id}&record=${id}`,
  });
  expect(['李雷', '韩梅梅']).toContain(event?.actor.name);
  expect(desk.events).toHaveLength(1);
  expect(await view()).toMatchObject({ health: 'ok', findings: [] });
});

test('the same change by the webhook as well is no second one', async () => {
  let id = '';
  await begin((at) => {
    [id = ''] = at.base().addRecords([{ 任务: 'a', 工时: 1 }]);
  });
  service.base().edit(id, { 工时: 2 });
  await desk.sawEvents(1);
  const { subscriptions } = await view();
  const url = subscriptions[0]?.callbackUrl ?? '';
  const base = service.base();
  const value = (field_value: string) => [{ field_id: 'fldHours02', field_value }];
  const event = {
    file_type: 'bitable',
    file_token: base.token,
    table_id: base.table().id,
    revision: base.table().revision,
    action_list: [
      { record_id: id, action: 'record_edited', before_value: value('1'), after_value: value('2') },
    ],
  };
  const about = { eventId: 'e2', token: 'verify-me', appId: sampleApp.appId, now: Date.now() };
  const type = 'drive.file.bitable_record_changed_v1';
  const post = feishuPost(url, envelopeOf(type, event, about), secrets, Date.now());
  const answer = await fetch(url, {
    method: 'POST',
    headers: post.headers,
    body: Buffer.from(post.body),
  });
  expect(answer.status).toBe(200);
  // A later change of another kind: by then the second telling has been read.
  base.edit(id, { 任务: 'b' });
  await desk.sawEvents(2);
  expect(told()).toEqual([
    ['updated', 'a', '1>2'],
    ['updated', 'b', 'a>b'],
  ]);
});

test('what happened while the connection was down is found by comparing, and told once', async () => {
  let ids: readonly string[] = [];
  await begin((at) => {
    ids = at.base().addRecords([{ 任务: 'edited', 进度: '未开始' }, { 任务: 'gone' }]);
  });
  const [edited = '', gone = ''] = ids;
  service.fault('endpoint', { kind: 'reply', reply: refusal(200, 1, 'system busy') }, 2);
  service.connections.drop();
  await expect.poll(async () => (await view()).live?.kind, wait).toBe('retrying');
  service.base().edit(edited, { 进度: '已完成' });
  service.base().remove([gone]);
  service.base().addRecords([{ 任务: 'added' }]);
  await isOn();
  await desk.sawEvents(3);
  expect(told().sort()).toEqual([
    ['created', 'added', '>added'],
    ['deleted', 'gone', 'gone>'],
    ['updated', 'edited', '未开始>已完成'],
  ]);
  expect(desk.events.every(({ certainty }) => certainty === 'derived')).toBe(true);
});

test('a subscription lost behind our back is made again and said', async () => {
  const id = await begin();
  service.subscribed.clear();
  const checked = expectOk(await desk.core.api['connections.check']({ id }));
  expect(service.subscribed.size).toBe(1);
  expect(checked.findings).toMatchObject([{ kind: 'missing', state: 'mended' }]);
});

test('a token that ended and a new one disturb nothing, and no secret is in what is shown', async () => {
  const id = await begin();
  service.endTokens();
  expectOk(await desk.core.api['connections.check']({ id }));
  expect(await view()).toMatchObject({ health: 'ok', live: { kind: 'on' } });
  expect(service.calls.entries.filter(({ route }) => route === 'endpoint')).toHaveLength(1);
  const shown = JSON.stringify([await view(), expectOk(await desk.core.api['status.get']({}))]);
  for (const secret of vault.values()) expect(shown).not.toContain(secret);
});
