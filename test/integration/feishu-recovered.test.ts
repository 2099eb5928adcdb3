// What a Feishu base tells after a time in which nothing could arrive: what changed, by whom, and when; and a base watched as a whole.
import { afterEach, describe, expect, test } from 'vitest';
import { historiesAtMost } from '#core/snapshots/reading/histories';
import { refusals } from '#simulators/feishu/answers';
import { sampleTable } from '#simulators/feishu/sample-base';
import { expectOk } from './desk';
import { type FeishuDesk, openFeishuDesk, wait } from './feishu-desk';

let at: FeishuDesk;
afterEach(() => at.close());

const callsOf = (route: string) =>
  at.service.calls.entries.filter((call) => call.route === route).length;

describe('after a gap', () => {
  test('every recovered change has its author and its time, two people’s in one row are two changes', async () => {
    let ids: readonly string[] = [];
    at = await openFeishuDesk({
      before(service) {
        ids = service
          .base()
          .addRecords([{ 任务: 'edited', 进度: '未开始', 工时: 1 }, { 任务: 'gone' }]);
      },
    });
    const base = at.service.base();
    const [edited = '', gone = ''] = ids;
    const began = Date.now();
    await at.restart(() => {
      base.as('李雷');
      base.edit(edited, { 进度: '已完成' });
      base.as('韩梅梅');
      base.edit(edited, { 工时: 2 });
      base.as('李雷');
      base.remove([gone]);
      base.as('韩梅梅');
      base.addRecords([{ 任务: 'added' }]);
    });
    await at.desk.sawEvents(4);
    const seen = at.desk.events.map(({ action, record, changes, actor, certainty }) => [
      action,
      record?.title,
      changes.map(({ field }) => field.name).join(),
      actor.name,
      certainty,
    ]);
    expect(seen.sort()).toEqual([
      ['created', 'added', '任务', '韩梅梅', 'derived'],
      ['deleted', 'gone', '任务', '李雷', 'derived'],
      ['updated', 'edited', '工时', '韩梅梅', 'derived'],
      ['updated', 'edited', '进度', '李雷', 'derived'],
    ]);
    for (const { occurredAt } of at.desk.events) {
      expect(occurredAt).toBeGreaterThan(began - 2000);
      expect(occurredAt).toBeLessThanOrEqual(Date.now());
    }
    expect(callsOf('record_history')).toBe(3);
  });

  test('of a number with more digits than a reading has, nothing is found that was told before', async () => {
    let id = '';
    at = await openFeishuDesk({
      before(service) {
        [id = ''] = service.base().addRecords([{ 任务: 'long', 工时: 1 }]);
      },
    });
    const base = at.service.base();
    const long = ['999999999999999999.01', '12345678901234567890', '12345678901234567891'];
    for (const [place, 工时] of long.entries()) {
      base.edit(id, { 工时 });
      await at.desk.sawEvents(place + 1);
      expectOk(await at.desk.core.api['connections.catchUp']({ id: at.id }));
    }
    base.edit(id, { 任务: 'longer' });
    await at.desk.sawEvents(long.length + 1);
    expect(at.told().map(([, , , changes]) => changes)).toEqual([
      `1>${long[0]}`,
      `${long[0]}>${long[1]}`,
      `${long[1]}>${long[2]}`,
      'long>longer',
    ]);
  });

  test('without the right to histories, nobody is named for a change that may be another’s', async () => {
    let ids: readonly string[] = [];
    at = await openFeishuDesk({
      before(service) {
        ids = service.base().addRecords([{ 任务: 'a' }, { 任务: 'b' }]);
        service.fault('record_history', { kind: 'reply', reply: refusals.noScope }, 99);
      },
    });
    const base = at.service.base();
    await at.restart(() => {
      base.as('韩梅梅');
      base.edit(ids[0] ?? '', { 任务: 'a2' });
      base.as('李雷');
      base.edit(ids[0] ?? '', { 工时: 2 });
      base.addRecords([{ 任务: 'c' }]);
      base.remove([ids[1] ?? '']);
    });
    await at.desk.sawEvents(3);
    const actors = at.desk.events.map(({ action, actor }) => [action, actor.name ?? actor.kind]);
    expect(actors.sort()).toEqual([
      ['created', '李雷'],
      ['deleted', 'unknown'],
      ['updated', 'unknown'],
    ]);
    // One refusal is enough for all rows.
    expect(callsOf('record_history')).toBe(1);
    expect((await at.view()).health).toBe('ok');
  });

  test('histories are asked for a few rows only; of the others nobody is named', async () => {
    let ids: readonly string[] = [];
    at = await openFeishuDesk({
      before(service) {
        ids = service.base().addRecords(Array.from({ length: 80 }, (_, n) => ({ 工时: n })));
      },
    });
    await at.restart(() => at.service.base().editAll(ids.map((id) => [id, { 工时: 100 }])));
    await at.desk.sawEvents(80);
    expect(callsOf('record_history')).toBe(historiesAtMost);
    const isNamed = at.desk.events.filter(({ actor }) => actor.kind === 'person');
    expect(isNamed).toHaveLength(historiesAtMost);
  });

  test('what changed by itself has no author', async () => {
    let ids: readonly string[] = [];
    at = await openFeishuDesk({
      before(service) {
        ids = service.base().addRecords([{ 任务: 'a', 工时: 1, 合计: 1 }]);
      },
    });
    const base = at.service.base();
    await at.restart(() => {
      base.as('韩梅梅');
      base.edit(ids[0] ?? '', { 工时: 2, 合计: 2 });
    });
    await at.desk.sawEvents(2);
    expect(
      at.desk.events.map(({ changes, actor }) => [
        changes[0]?.field.name,
        actor.name ?? actor.kind,
      ]),
    ).toEqual([
      ['工时', '韩梅梅'],
      ['合计', 'unknown'],
    ]);
  });
});

describe('a base watched as a whole', () => {
  test('has a snapshot of every table: what happened meanwhile in any of them is found', async () => {
    let first = '';
    let second = '';
    at = await openFeishuDesk({
      target: {},
      before(service) {
        const base = service.base();
        [first = ''] = base.addRecords([{ 任务: 'first' }]);
        base.addTable(sampleTable({ id: 'tblSecond01', name: '客户' }));
        [second = ''] = base.addRecords([{ 任务: 'second' }]);
      },
    });
    const base = at.service.base();
    await at.restart(() => {
      base.edit(second, { 任务: 'second 2' });
      base.removeTable();
      base.edit(first, { 任务: 'first 2' });
      base.addTable(sampleTable({ id: 'tblThird001', name: '供应商' }));
      base.addRecords([{ 任务: 'third' }]);
    });
    await at.desk.sawEvents(4);
    const expected = [
      ['任务', 'updated', 'first 2', 'first>first 2'],
      ['供应商', 'created', undefined, '>供应商'],
      ['供应商', 'created', 'third', '>third'],
      ['客户', 'deleted', undefined, ''],
    ];
    expect(at.told()).toHaveLength(expected.length);
    expect(at.told()).toEqual(expect.arrayContaining(expected));
  });

  test('a change in a table that came since is told with the names of everything, and its table is compared from then on', async () => {
    at = await openFeishuDesk({ target: {} });
    const base = at.service.base();
    base.addTable(sampleTable({ id: 'tblLater001', name: '新表' }));
    const [id = ''] = base.addRecords([{ 任务: 'x', 进度: '未开始' }]);
    await at.desk.sawEvents(2);
    const expected = [
      ['新表', 'created', 'x', '>x,>未开始'],
      ['新表', 'created', undefined, '>新表'],
    ];
    expect(at.told()).toHaveLength(expected.length);
    expect(at.told()).toEqual(expect.arrayContaining(expected));
    const tables = async () => (await at.view()).state.comparedAt;
    await expect.poll(tables, wait).not.toBeNull();
    base.quietly(() => base.edit(id, { 进度: '已完成' }));
    await at.desk.core.api['connections.catchUp']({ id: at.id });
    await at.desk.sawEvents(3);
    expect(at.told().at(-1)).toEqual(['新表', 'updated', 'x', '未开始>已完成']);
  });
});

test('the first change by somebody who never worked here is told with the name', async () => {
  let id = '';
  at = await openFeishuDesk({
    before(service) {
      service.base().as('李雷');
      [id = ''] = service.base().addRecords([{ 任务: 'a' }]);
    },
  });
  const before = callsOf('basic_batch');
  at.service.base().as('韩梅梅');
  at.service.base().edit(id, { 任务: 'b' });
  const [event] = await at.desk.sawEvents(1);
  expect(event?.actor.name).toBe('韩梅梅');
  at.service.base().as('韩梅梅');
  at.service.base().edit(id, { 任务: 'c' });
  await at.desk.sawEvents(2);
  expect(callsOf('basic_batch')).toBe(before + 1);
});
