// How what a look has found is told.
import { expect, test } from 'vitest';
import { type FindingsInput, findingsOf } from '#core/subscriptions/findings';

const fault = {
  kind: 'missing' as const,
  hookIds: [],
  subscriptionId: 's',
  tableId: 't',
  hadHook: true,
  mends: 'by-itself' as const,
};
const say = (input: Partial<FindingsInput>) =>
  findingsOf({
    faults: [],
    problems: new Map(),
    left: [],
    foreign: [],
    tableOf: () => 't',
    nameOf: (id) => `Table ${id}`,
    sharedBy: () => null,
    before: [],
    now: 5,
    ...input,
  });

test('what was mended is said once, what was made for the first time is not', () => {
  expect(say({ faults: [fault] })).toMatchObject([{ kind: 'missing', state: 'mended', since: 5 }]);
  expect(say({ faults: [{ ...fault, hadHook: false }] })).toEqual([]);
});

test('what could not be mended has a button, and keeps the time when it was first seen', () => {
  const problems = new Map([['s', { code: 'service-busy' as const }]]);
  const before = say({ faults: [fault], problems });
  expect(before).toMatchObject([{ state: 'open', remedy: 'recreate' }]);
  expect(say({ faults: [fault], problems, before, now: 9 })).toEqual(before);
});

test('no room is told as such, with the hooks of others that take the places', () => {
  const problems = new Map([['s', { code: 'too-many-hooks' as const }]]);
  const found = say({ faults: [fault], problems, foreign: ['f1', 'f2'] });
  expect(found).toMatchObject([
    { kind: 'over-limit', hookIds: ['f1', 'f2'], tableId: 't', state: 'open', remedy: null },
  ]);
});

test('a hook that stays is not-removed by its id, and never mended', () => {
  const duplicate = { ...fault, kind: 'duplicate' as const, hookIds: ['h'] };
  const problem = { code: 'hook-not-removed' as const, params: { hook: 'h' } };
  expect(say({ faults: [duplicate], left: [{ hookId: 'h', problem }] })).toMatchObject([
    { kind: 'not-removed', hookIds: ['h'], state: 'open', remedy: 'remove', problem },
  ]);
});

test('worst first', () => {
  const stray = { ...fault, kind: 'orphaned' as const, subscriptionId: null, hookIds: ['x'] };
  const found = say({
    faults: [
      fault,
      { ...stray, kind: 'foreign', mends: 'never' },
      { ...stray, mends: 'by-button' },
    ],
  });
  expect(found.map((one) => one.state)).toEqual(['open', 'stands', 'mended']);
});

test('a finding names its table', () => {
  expect(say({ faults: [fault] })).toMatchObject([{ tableId: 't', tableName: 'Table t' }]);
});

test('what is one for several tables of a base is told once, and of none of them alone', () => {
  const faults = ['t', 'u'].map((tableId) => ({
    ...fault,
    tableId,
    subscriptionId: `s-${tableId}`,
  }));
  const problem = { code: 'service-busy' as const };
  const problems = new Map(faults.map(({ subscriptionId }) => [subscriptionId, problem]));
  expect(say({ faults, sharedBy: () => 'base' })).toMatchObject([
    { state: 'mended', tableId: null, tableName: null },
  ]);
  expect(say({ faults, problems, sharedBy: () => 'base' })).toMatchObject([
    { state: 'open', tableId: null, problem },
  ]);
  expect(say({ faults, sharedBy: (one) => one })).toHaveLength(2);
  expect(say({ faults })).toHaveLength(2);
});
