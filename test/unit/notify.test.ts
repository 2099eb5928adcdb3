// What a notification says, and when many become one.
import { describe, expect, test } from 'vitest';
import { changeLines, composeDigest, composeNotification, type Say } from '#core/notify/compose';
import { flood, planNotifications } from '#core/notify/plan';
import type { ChangeEvent } from '#shared/event';
import { createText } from '#shared/text/text';

const say =
  (locale: 'en' | 'zh-CN' | 'fr'): Say =>
  (key, params) =>
    createText(locale)(key, params ?? {});

function event(more: Partial<ChangeEvent> = {}): ChangeEvent {
  return {
    id: 'e1',
    seq: 1,
    batchId: 'd1',
    source: 'seatable',
    connectionId: 'c1',
    subscriptionId: 's1',
    base: { id: 'b1', name: 'CRM' },
    table: { id: 't1', name: '商机' },
    record: { id: 'r1', title: '深圳' },
    subject: 'record',
    action: 'updated',
    changes: [{ field: { id: 'f1', name: '状态' }, beforeText: '待处理', afterText: '已完成' }],
    count: 1,
    actor: { kind: 'person', id: 'u1', name: '李雷' },
    occurredAt: 0,
    receivedAt: 0,
    origin: 'push',
    certainty: 'stated',
    deliveryId: 'd1',
    ...more,
  };
}

const change = (name: string, beforeText: string | undefined, afterText: string | undefined) => ({
  field: { id: name, name },
  ...(beforeText === undefined ? {} : { beforeText }),
  ...(afterText === undefined ? {} : { afterText }),
});

describe('a single change', () => {
  test('names record, table, field, both values and the person', () => {
    expect(composeNotification(say('en'), event())).toEqual({
      title: '深圳 — 商机',
      body: '状态: 待处理 → 已完成\nby 李雷',
      eventId: 'e1',
    });
  });

  test('says what happened to a base, and types of fields, in words', () => {
    const of = (id: string, more: Partial<ChangeEvent> = {}) =>
      changeLines(
        say('zh-CN'),
        event({
          subject: 'base',
          changes: [{ field: { id, name: id, type: 'definition' } }],
          ...more,
        }),
      );
    expect(of('trash', { action: 'deleted' })).toEqual(['移入回收站']);
    expect(of('erased', { action: 'deleted' })).toEqual(['彻底删除']);
    expect(of('access')).toEqual(['有人申请访问权限']);
    const field = { id: 'fld.type', name: '编号 · type', type: 'definition' as const };
    const changes = [{ field, beforeText: 'Phone', afterText: 'Text' }];
    expect(changeLines(say('zh-CN'), event({ subject: 'field', changes }))).toEqual([
      '类型：电话号码 → 文本',
    ]);
  });

  test('speaks Chinese and French', () => {
    expect(composeNotification(say('zh-CN'), event()).body).toBe(
      '状态：待处理 → 已完成\n操作人：李雷',
    );
    expect(composeNotification(say('fr'), event()).body).toBe('状态 : 待处理 → 已完成\npar 李雷');
  });

  test('a cleared cell is said to be empty, an unknown one not known', () => {
    const changes = [change('a', 'x', ''), change('b', undefined, 'y')];
    expect(changeLines(say('en'), event({ changes }))).toEqual([
      'a: x → empty',
      'b: not known → y',
    ]);
  });

  test('three fields, then how many more', () => {
    const changes = ['a', 'b', 'c', 'd', 'e'].map((name) => change(name, '1', '2'));
    expect(changeLines(say('en'), event({ changes }))).toEqual([
      'a: 1 → 2',
      'b: 1 → 2',
      'c: 1 → 2',
      '+2 more fields',
    ]);
  });

  test('long values are cut, and several lines become one', () => {
    const changes = [change('a', 'one\ntwo', 'x'.repeat(500))];
    const [line] = changeLines(say('en'), event({ changes }));
    expect(line).toMatch(/^a: one two → x{59}…$/);
  });

  test('a change of a field names the field once, and what of it has changed', () => {
    const changes = [
      { field: { id: 'fld1.name', name: '状态 · name' }, beforeText: '进度', afterText: '状态' },
    ];
    const renamed = event({ subject: 'field', record: null, changes });
    expect(composeNotification(say('en'), renamed)).toMatchObject({
      title: '状态 — 商机',
      body: 'Name: 进度 → 状态\nby 李雷',
    });
    expect(changeLines(say('zh-CN'), renamed)).toEqual(['名称：进度 → 状态']);
  });

  test('records without ids are counted', () => {
    const counted = event({ record: null, count: 150, action: 'created', changes: [] });
    expect(composeNotification(say('en'), counted)).toMatchObject({
      title: '150 records — 商机',
      body: 'added\nby 李雷',
    });
  });
});

test.each([
  ['seatable', 'table', 'zh-CN', '新增子表'],
  ['seatable', 'field', 'en', 'column added'],
  ['feishu', 'base', 'zh-CN', '新增多维表格'],
  ['kdocs', 'base', 'zh-CN', '新增文档'],
  ['nocodb', 'base', 'zh-CN', '新增数据库'],
  ['nocodb', 'field', 'fr', 'champ ajouté'],
  ['seatable', 'base', 'zh-CN', '新增表格'],
] as const)(
  'what happened to a thing of %s (%s, %s) has its own word',
  (source, subject, locale, words) => {
    const made = event({ source, subject, action: 'created', record: null, changes: [] });
    expect(changeLines(say(locale), made)).toEqual([words]);
  },
);

describe('many changes', () => {
  test('become one digest with a count, the people and the two weightiest', () => {
    const events = Array.from({ length: 37 }, (_, n) =>
      event({
        id: `e${n}`,
        seq: n,
        record: { id: `r${n}`, title: `Deal ${n}` },
        actor: { kind: 'person', id: `u${n % 3}` },
      }),
    );
    const digest = composeDigest(say('en'), events);
    expect(digest?.title).toBe('商机: 37 changes by 3 people');
    expect(digest?.body.split('\n')).toHaveLength(2);
  });

  test('nothing makes no digest', () => {
    expect(composeDigest(say('en'), [])).toBeNull();
  });
});

describe('the plan', () => {
  test('a few are shown one by one, a burst is gathered', () => {
    const few = [event(), event()];
    expect(planNotifications(few, [], false, 0)).toEqual({
      single: few,
      gather: [],
      found: [],
    });
    const burst = Array.from({ length: flood.singles + 1 }, () => event());
    expect(planNotifications(burst, [], false, 0)).toEqual({
      single: [],
      gather: burst,
      found: [],
    });
  });

  test('those of one moment are told in the order of the service, the oldest first', () => {
    const of = (order: number, seq: number) => event({ id: `n${order}`, order, seq });
    const events = [of(42, 1), of(41, 2), event({ id: 'earlier', occurredAt: -1, seq: 3 })];
    const { single } = planNotifications(events, [], false, 0);
    expect(single.map(({ id }) => id)).toEqual(['earlier', 'n41', 'n42']);
    const digest = composeDigest(say('en'), [
      event({ record: { id: 'r1', title: 'former' }, order: 41, seq: 9 }),
      event({ record: { id: 'r2', title: 'latter' }, order: 42, seq: 8 }),
    ]);
    expect(digest?.body.indexOf('latter')).toBe(0);
  });

  test('recent notifications use up the room, old ones do not', () => {
    const now = 100_000;
    const recent = [now - 1, now - 2, now - 3];
    expect(planNotifications([event()], recent, false, now).gather).toHaveLength(1);
    const old = recent.map((at) => at - flood.windowMs);
    expect(planNotifications([event()], old, false, now).single).toHaveLength(1);
  });

  test('while a digest gathers, everything joins it', () => {
    expect(planNotifications([event()], [], true, 0).gather).toHaveLength(1);
  });

  test('what a person replays is not announced', () => {
    const replayed = event({ origin: 'replay' });
    expect(planNotifications([replayed], [], false, 0)).toEqual({
      single: [],
      gather: [],
      found: [],
    });
  });
});
