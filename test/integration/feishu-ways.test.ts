// The two ways of a Feishu app: its request URL with a public address, and the long connection that is down for a while.
import { afterEach, expect, test } from 'vitest';
import { createHttp } from '#core/core';
import { createControlledClock } from '#simulators/clock';
import { refusal } from '#simulators/feishu/answers';
import { sampleTable } from '#simulators/feishu/sample-base';
import { createFeishuService, sampleApp } from '#simulators/feishu/service';
import { createRandom } from '../sources/mutations';
import { expectOk, openDesk } from './desk';
import { openFeishuDesk, wait } from './feishu-desk';

let close: () => Promise<void> = async () => {};
afterEach(() => close());

test('by the request URL: checked in the console, sealed and signed, and no long connection is asked for', async () => {
  const service = await createFeishuService({ random: createRandom(7) });
  const [record = ''] = service.base().addRecords([{ 任务: 'a', 进度: '未开始' }]);
  const desk = await openDesk({ http: createHttp(fetch), vault: new Map() });
  close = async () => {
    await desk.close();
    await service.close();
  };
  const { url } = desk;
  expectOk(await desk.core.api['settings.set']({ publicAddress: { kind: 'own', url } }));
  const app = { verificationToken: 'verify-me', encryptKey: 'a key' };
  const { id } = expectOk(
    await desk.core.api['connections.save']({
      source: 'feishu',
      name: 'Project',
      config: {
        brand: 'feishu',
        appId: sampleApp.appId,
        apiBase: service.url,
        fileToken: service.base().token,
        mode: 'webhook',
      },
      secrets: { ...app, appSecret: sampleApp.appSecret },
    }),
  );
  const added = expectOk(
    await desk.core.api['subscriptions.add']({
      connectionId: id,
      draft: { manage: true, target: {} },
    }),
  );
  expect(await service.setWebhook(added.callbackUrl, app)).toBe(true);
  service.base().as('李雷');
  service.base().edit(record, { 进度: '已完成' });
  const [event] = await desk.sawEvents(1);
  expect(event).toMatchObject({ origin: 'push', actor: { name: '李雷' } });
  const [view] = expectOk(await desk.core.api['connections.list']({}));
  expect(view).toMatchObject({ live: null, findings: [], subscriptions: [{ problem: null }] });
  expect(view?.health).toBe('ok');
  expect(service.calls.entries.some(({ route }) => route === 'endpoint')).toBe(false);
});

test('a long connection that is down is a gap, although the app is subscribed; what it missed is told once', async () => {
  const clock = createControlledClock();
  const beat = setInterval(() => clock.advance(20), 20);
  let record = '';
  const at = await openFeishuDesk({
    options: { clock },
    before(service) {
      [record = ''] = service.base().addRecords([{ 任务: 'a' }]);
    },
  });
  close = async () => {
    await at.close();
    clearInterval(beat);
  };
  const reply = refusal(200, 1, 'system busy');
  at.service.fault('endpoint', { kind: 'reply', reply }, 1);
  at.service.connections.drop();
  await expect.poll(async () => (await at.view()).live?.kind, wait).toBe('retrying');
  at.service.fault('endpoint', { kind: 'reply', reply }, 1000);
  for (let s = 0; s < 100; s += 1) clock.advance(1000);
  const gaps = async () =>
    expectOk(
      await at.desk.core.api['gaps.list']({
        from: 0,
        to: clock.now() + 1,
        connectionId: null,
      }),
    );
  await expect
    .poll(async () => (await gaps()).map(({ reason }) => reason), wait)
    .toEqual(['live-down']);
  at.service.base().edit(record, { 任务: 'b' });
  at.service.mend();
  await expect
    .poll(async () => {
      clock.advance(30_000);
      return (await gaps())[0]?.state;
    }, wait)
    .toBe('filled');
  expect(at.desk.events.map(({ changes }) => changes[0]?.afterText)).toEqual(['b']);
});

test('two tables of one base share its subscription, which ends with the last of them', async () => {
  const at = await openFeishuDesk({
    before(service) {
      service.base().addTable(sampleTable({ id: 'tblSecond01', name: '客户' }));
    },
  });
  close = at.close;
  const { token } = at.service.base();
  const second = expectOk(
    await at.desk.core.api['subscriptions.add']({
      connectionId: at.id,
      draft: { manage: true, target: { baseId: token, tableId: 'tblOaqBWfGeSim01' } },
    }),
  );
  const [first] = (await at.view()).subscriptions.filter(({ id }) => id !== second.id);
  expectOk(await at.desk.core.api['subscriptions.remove']({ id: first?.id ?? '' }));
  expect(at.service.subscribed).toContain(token);
  expect(expectOk(await at.desk.core.api['subscriptions.remove']({ id: second.id }))).toEqual({
    hookLeft: null,
  });
  expect(at.service.subscribed).not.toContain(token);
});
