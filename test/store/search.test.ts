// What the filter finds: every kind of term against real rows, in any script and case.
import { describe, expect, it } from 'vitest';
import { idsOf, makeChange, makeEvent, makeQuery, makeStore, noon } from './make';

const day = 24 * 3_600_000;

function customers() {
  const store = makeStore();
  store.connections.save({
    id: 'c2',
    source: 'feishu',
    name: '销售部 Base',
    config: {},
    secretNames: [],
    demo: false,
    watch: [],
  });
  store.events.insert([
    makeEvent('sales', {
      occurredAt: noon - 3 * day,
      changes: [makeChange('Amount', '100', '50%_off'), makeChange('Stage', 'Draft', 'Straße')],
    }),
    makeEvent('chinese', {
      source: 'feishu',
      connectionId: 'c2',
      base: { id: 'b2', name: '客户管理' },
      table: { id: 'tblX', name: '客户跟进表' },
      record: { id: 'recA', title: '上海某某科技有限公司' },
      actor: { kind: 'person', id: 'ou_1', name: '王小明' },
      changes: [makeChange('状态', '待处理', '已签约'), makeChange('金额', '', '１２３４')],
      occurredAt: noon - 2 * day,
    }),
    makeEvent('field', {
      subject: 'field',
      action: 'created',
      record: null,
      table: { id: 't_1', name: 'Überblick' },
      actor: { kind: 'automation' },
      occurredAt: noon - day,
    }),
    makeEvent('base', {
      source: 'nocodb',
      subject: 'base',
      action: 'deleted',
      base: { id: 'p_9' },
      table: null,
      record: null,
      actor: { kind: 'unknown' },
      occurredAt: noon,
    }),
  ]);
  return store;
}

/** Query, and the events it finds, newest first. */
const cases: readonly (readonly [string, readonly string[]])[] = [
  // text, at any place in a word, from one character on
  ['约', ['chinese']],
  ['签约', ['chinese']],
  ['已签约', ['chinese']],
  ['科技有限', ['chinese']],
  ['上海某某科技有限公司', ['chinese']],
  ['客户', ['chinese']],
  ['户管', ['chinese']],
  ['海上', []],
  ['1234', ['chinese']],
  ['２３', ['chinese']],
  ['renew', ['sales']],
  ['RENEWAL', ['sales']],
  ['ÜBERBLICK', ['field']],
  ['über', ['field']],
  ['STRASSE', ['sales']],
  ['"acme  renewal"', ['sales']],
  ['50%', ['sales']],
  ['%', ['sales']],
  ['_', ['sales']],
  ['0%', ['sales']],
  ['%_o', ['sales']],
  ['5_%', []],
  ['"draft straße"', []],
  ['签约 客户', ['chinese']],
  ['签约 acme', []],
  ['-签约', ['base', 'field', 'sales']],
  ['-已签约', ['base', 'field', 'sales']],
  ['-renewal -over', ['base', 'field', 'chinese']],
  ["' OR 1=1", []],
  ['" AND "', []],
  ['NOT', []],
  ['"a\\"b"', []],
  ['"a\\"bc"', []],
  ['NEAR(a', []],
  // names
  ['table:opp', ['sales']],
  ['table:t1', ['sales']],
  ['table:t', ['sales']], // in the name, and no id equal
  ['table:tblX', ['chinese']],
  ['table:TBLX', []],
  ['table:跟进', ['chinese']],
  ['table:_', []],
  ['table:跟进|opp', ['chinese', 'sales']],
  ['-table:跟进|opp', ['base', 'field']],
  ['base:sal', ['field', 'sales']],
  ['base:p_9', ['base']],
  ['base:客户', ['chinese']],
  ['source:feishu', ['chinese']],
  ['source:飞书|nocodb', ['base', 'chinese']],
  ['-source:seatable', ['base', 'chinese']],
  ['source:nobody', []],
  ['-source:nobody', ['base', 'field', 'chinese', 'sales']],
  ['connection:c1', ['base', 'field', 'sales']],
  ['connection:销售', ['chinese']],
  ['-connection:销售', ['base', 'field', 'sales']],
  ['record:acme', ['sales']],
  ['record:recA', ['chinese']],
  ['-record:acme', ['base', 'field', 'chinese']],
  ['field:amount', ['sales']],
  ['field:f-Amount', ['sales']],
  ['field:f-Amo', []],
  ['field:状', ['chinese']],
  ['-field:stage', ['base', 'field', 'chinese']],
  ['person:"li wei"', ['sales']],
  ['person:小明', ['chinese']],
  ['person:ou_1', ['chinese']],
  ['-person:wei', ['base', 'field', 'chinese']],
  // closed words
  ['action:created', ['field']],
  ['action:created|deleted', ['base', 'field']],
  ['-action:updated', ['base', 'field']],
  ['subject:record', ['chinese', 'sales']],
  ['-subject:record|base', ['field']],
  ['is:unread', ['base', 'field', 'chinese', 'sales']],
  ['is:read', []],
  // time; the tests' zone is UTC and now is noon
  ['on:today', ['base']],
  ['on:yesterday', ['field']],
  ['on:2026-11-19', ['chinese']],
  ['after:2026-11-20', ['base', 'field']],
  ['before:2026-11-20', ['chinese', 'sales']],
  ['after:2026-11-19 before:2026-11-21', ['field', 'chinese']],
  ['last:24h', ['base', 'field']],
  ['last:30m', ['base']],
  // together
  ['表：跟进 动作：修改 签约', ['chinese']],
  ['subject:record -person:wei 客户', ['chinese']],
];

describe('a filter', () => {
  it('finds what it says, and the count says the same', () => {
    const store = customers();
    for (const [query, expected] of cases) {
      expect(idsOf(store, query), query).toEqual(expected);
      expect(store.events.count(makeQuery(query)), query).toBe(expected.length);
    }
  });

  it('finds the same among what is new and what is unread', () => {
    const store = customers();
    const { seq } = store.events.get('chinese') ?? { seq: 0 };
    store.events.mark({ ids: ['chinese', 'sales'] }, false);
    for (const [query, expected] of cases) {
      if (query.startsWith('is:')) continue;
      const newer = expected.filter((id) => id === 'field' || id === 'base');
      const since = store.events.since(makeQuery(query), seq, 50).map(({ id }) => id);
      expect(since, query).toEqual(newer);
      expect(store.events.unread(makeQuery(query)), query).toBe(newer.length);
    }
  });

  it('finds a text that spans no two values, only in the names and values themselves', () => {
    const store = makeStore();
    store.events.insert([
      makeEvent('a', {
        changes: [makeChange('x', '甲乙', '丙丁'), makeChange('y', 'line\none', '')],
      }),
    ]);
    expect(idsOf(store, '乙丙')).toEqual([]);
    expect(idsOf(store, '乙丙丁')).toEqual([]);
    expect(idsOf(store, '丙丁')).toEqual(['a']);
    expect(idsOf(store, '"line one"')).toEqual(['a']);
  });

  it('may be as long as a pasted page', () => {
    const store = customers();
    expect(idsOf(store, 'a '.repeat(1000))).toEqual(['field', 'sales']);
    expect(idsOf(store, 'acme '.repeat(400))).toEqual(['sales']);
    expect(idsOf(store, `table:${'x|'.repeat(1500)}opp`)).toEqual(['sales']);
    expect(idsOf(store, 'acme'.repeat(500))).toEqual([]);
  });

  it('follows a connection that was renamed', () => {
    const store = customers();
    store.connections.save({
      id: 'c2',
      source: 'feishu',
      name: 'Ventes',
      config: {},
      secretNames: [],
      demo: false,
      watch: [],
    });
    expect(idsOf(store, 'connection:ventes')).toEqual(['chinese']);
    expect(idsOf(store, 'connection:销售')).toEqual([]);
  });
});
