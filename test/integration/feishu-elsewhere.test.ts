// Another program on the same app takes some of its events: none is lost, and after a while the person is told why they come late.
import { afterEach, expect, test } from 'vitest';
import { createHttp } from '#core/http';
import { defineSource } from '#core/sources/bind';
import { feishu } from '#core/sources/feishu/index';
import { type ControlledClock, createControlledClock } from '#simulators/clock';
import { refusals } from '#simulators/feishu/answers';
import { sampleApp } from '#simulators/feishu/service';
import { liveOf } from './feishu-account';
import { type FeishuDesk, openFeishuDesk, wait } from './feishu-desk';
import { good } from './kdocs-account';

const minute = 60_000;
let at: FeishuDesk;
let clock: ControlledClock;
let beat: NodeJS.Timeout;
let other: { close(): void } | null = null;

afterEach(async () => {
  other?.close();
  other = null;
  await at.close();
  clearInterval(beat);
});

/** Time goes on by itself, and can be pushed. */
async function open(count: number): Promise<readonly string[]> {
  clock = createControlledClock();
  beat = setInterval(() => clock.advance(20), 20);
  let ids: readonly string[] = [];
  at = await openFeishuDesk({
    options: { clock },
    before(service) {
      ids = service.base().addRecords(Array.from({ length: count }, (_, n) => ({ 任务: `${n}` })));
    },
  });
  await pass(10);
  return ids;
}

/** @param minutes passed in steps in which the app gets its turns */
async function pass(minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 1) {
    clock.advance(minute);
    if (passed % 15 === 0) await turn();
  }
  await turn();
}
const turn = () => new Promise((resolve) => setTimeout(resolve, 40));

async function openAnother(): Promise<void> {
  const bound = good(
    defineSource(feishu).bind({
      connectionId: 'other',
      config: { brand: 'feishu', appId: sampleApp.appId, apiBase: at.service.url },
      target: {},
      secrets: { appSecret: sampleApp.appSecret },
    }),
  );
  other = liveOf(bound).open(createHttp(fetch), [], {
    up() {},
    down() {},
    deliver: async () => true,
  });
  await expect.poll(() => at.service.connections.count(), wait).toBe(2);
}

/** The feed, each row as it is now. */
const rows = () => new Map(at.desk.events.map((event) => [event.id, event]));
const found = () => [...rows().values()].filter(({ certainty }) => certainty === 'derived');

const edits = async (ids: readonly string[]) => {
  for (const [n, id] of ids.entries()) {
    at.service.base().edit(id, { 任务: `${n} edited` });
    // Receipts take real time, and are not to be overtaken.
    const untried = () => at.service.sendings.entries.filter(({ tries }) => tries === 0);
    await expect.poll(untried, wait).toEqual([]);
    await pass(3);
  }
};

test('changes that another program gets are found, each once, and the person is told what to do', async () => {
  const ids = await open(12);
  await openAnother();
  await edits(ids);
  await pass(20);
  await at.desk.sawEvents(12);
  const derived = found().length;
  expect(derived).toBeGreaterThan(2);
  expect(derived).toBeLessThan(12);
  // They may still come: services repeat what was not taken.
  expect((await at.view()).findings).toEqual([]);

  await pass(150);
  await expect
    .poll(async () => (await at.view()).findings.map(({ kind }) => kind), wait)
    .toEqual(['elsewhere']);
  const { health, findings } = await at.view();
  expect(health).toBe('attention');
  expect(findings[0]?.problem).toEqual({
    code: 'live-unheard',
    params: { count: derived, all: 12 },
  });
  expect(rows().size).toBe(12);
}, 60_000);

test('changes that the service brings an hour late are no sign of it', async () => {
  const ids = await open(6);
  at.service.delay(3);
  await edits(ids);
  await pass(20);
  await at.desk.sawEvents(6);
  expect(found()).toHaveLength(6);
  const seen = [];
  for (let round = 0; round < 16; round += 1) {
    await pass(15);
    seen.push(...(await at.view()).findings);
  }
  expect(seen).toEqual([]);
  // Each is still one row, which the service states now.
  expect(rows().size).toBe(6);
  expect(found()).toEqual([]);
}, 60_000);

test('what happened while the channel was down for a moment is no sign of it', async () => {
  const ids = await open(6);
  for (const [n, id] of ids.entries()) {
    at.service.connections.drop();
    at.service.base().edit(id, { 任务: `${n} edited` });
    await pass(5);
    await at.isReady();
  }
  await pass(180);
  await at.desk.sawEvents(6);
  expect((await at.view()).findings).toEqual([]);
}, 60_000);

test.each([
  ['by whom and when, by its history', '韩梅梅', 0, '李雷'],
  ['without one, not at the time of that other one', undefined, null, undefined],
])(
  'a lost change that another followed is told %s',
  async (_, first, when, last) => {
    const [id = ''] = await open(1);
    if (when === null) {
      at.service.fault('record_history', { kind: 'reply', reply: refusals.noScope }, 99);
    }
    const base = at.service.base();
    const times: number[] = [];
    for (const [n, who] of ['韩梅梅', '李雷', '李雷'].entries()) {
      base.as(who);
      const isHeard = n === 1;
      if (!isHeard) at.service.subscribed.delete(base.token);
      times.push(clock.now());
      base.edit(id, { 工时: n + 1 });
      at.service.subscribed.add(base.token);
      if (isHeard) await at.desk.sawEvents(1);
      await pass(3);
    }
    await pass(20);
    await at.desk.sawEvents(3);
    const told = [...rows().values()].map(({ certainty, actor, occurredAt, changes }) => [
      changes.map(({ beforeText, afterText }) => `${beforeText}>${afterText}`).join(),
      certainty,
      actor.name,
      occurredAt === null ? null : times.findIndex((time) => Math.abs(time - occurredAt) < minute),
    ]);
    expect(told.sort()).toEqual([
      ['1>2', 'stated', '李雷', 1],
      ['2>3', 'derived', last, 2],
      ['>1', 'derived', first, when],
    ]);
  },
  60_000,
);
