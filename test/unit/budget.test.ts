// Calls within a day: who stops first, what is foreseen, when some become free, and what a crash may forget.
import { describe, expect, it } from 'vitest';
import { createBudget } from '#core/budget/budget';
import type { HttpRequest, Log } from '#core/ports';
import type { BoundMeter } from '#core/sources/bound-source';
import { createControlledClock } from '#simulators/clock';
import { makeStore } from '../store/make';

const hour = 3_600_000;
const log: Log = { info: () => {}, warn: () => {}, error: () => {} };
const request: HttpRequest = { method: 'GET', url: 'https://api.test/hooks?access_token=x' };
const other: HttpRequest = { method: 'GET', url: 'https://api.test/rows' };
const hooks: BoundMeter = {
  id: 'hooks',
  label: { en: 'Hooks', 'zh-CN': 'Hooks', fr: 'Hooks' },
  limit: 100,
  counts: ({ url }) => url.includes('/hooks'),
};
const purposes = ['person', 'hooks', 'values', 'compare'] as const;

function make(store = makeStore()) {
  const clock = createControlledClock(Date.UTC(2026, 10, 21, 12, 30));
  const budget = createBudget({ store, clock, log });
  const spend = (calls: number) => {
    for (let n = 0; n < calls; n += 1) budget.count('kdocs', [hooks], request);
  };
  const allowed = () =>
    purposes.filter((one) => budget.refusal('kdocs', [hooks], request, one) === null);
  return { store, clock, budget, spend, allowed };
}

describe('as calls run short', () => {
  it('comparing stops first, then reading values, then hooks, and the person last', () => {
    const { budget, spend, allowed } = make();
    const seen: string[] = [];
    for (let used = 0; used <= 100; used += 1) {
      const line = `${allowed().join(' ') || 'nobody'}, ${budget.state('kdocs', [hooks])}`;
      if (!seen.at(-1)?.endsWith(` ${line}`)) seen.push(`${used}: ${line}`);
      spend(1);
    }
    expect(seen).toEqual([
      '0: person hooks values compare, enough',
      '30: person hooks values compare, saving', // at this pace the day would not suffice
      '85: person hooks values, saving',
      '95: person hooks, saving',
      '98: person, spent',
      '100: nobody, spent',
    ]);
  });

  it('says how many are used, and about when it goes on', () => {
    const { budget, spend, clock } = make();
    spend(100);
    clock.advance(23 * hour);
    expect(budget.refusal('kdocs', [hooks], request, 'person')).toEqual({
      code: 'budget-spent',
      params: { service: 'api.test', used: 100, limit: 100, minutes: 90 },
    });
    expect(budget.meter('kdocs', hooks)).toMatchObject({
      used: 100,
      state: 'spent',
      freeAt: clock.now() + 1.5 * hour,
    });
    clock.advance(1.5 * hour - 1);
    expect(budget.meter('kdocs', hooks).state).toBe('spent');
    clock.advance(1);
    expect(budget.meter('kdocs', hooks)).toMatchObject({ used: 0, state: 'enough', freeAt: null });
  });

  it('leaves calls of other kinds and other services alone', () => {
    const { budget, spend } = make();
    spend(100);
    expect(budget.refusal('kdocs', [hooks], other, 'compare')).toBeNull();
    expect(budget.refusal('feishu', [hooks], request, 'compare')).toBeNull();
    expect(budget.refusal('kdocs', [], request, 'compare')).toBeNull();
  });
});

it('foresees a day at the pace of the last three hours', () => {
  const { budget, spend, clock } = make();
  spend(3);
  expect(budget.meter('kdocs', hooks).forecast).toBe(24);
  clock.advance(3 * hour); // half of the first hour has left the window
  expect(budget.meter('kdocs', hooks).forecast).toBe(12);
  clock.advance(hour);
  expect(budget.meter('kdocs', hooks).forecast).toBe(0);
});

it('rests for an hour when the service says that nothing is left, but tries what the person asks for', () => {
  const { budget, clock, allowed } = make();
  budget.exhausted('kdocs', [hooks], request);
  expect(allowed()).toEqual(['person']);
  expect(budget.meter('kdocs', hooks)).toMatchObject({
    used: 0,
    state: 'spent',
    freeAt: clock.now() + hour,
  });
  clock.advance(hour);
  expect(allowed()).toHaveLength(4);
});

it('a rest outlives a restart, and ends with one careful try', () => {
  const first = make();
  first.budget.exhausted('kdocs', [hooks], request);
  const { budget, clock, allowed } = make(first.store);
  expect(allowed()).toEqual(['person']);
  expect(budget.meter('kdocs', hooks).state).toBe('spent');
  clock.advance(hour);
  expect(budget.isTrial('kdocs', hooks)).toBe(true);
  const [one, other] = [{}, {}];
  const ask = (work: object) => budget.refusal('kdocs', [hooks], request, 'hooks', work);
  expect(ask(one)).toBeNull();
  budget.count('kdocs', [hooks], request, one);
  expect(ask(one)).toBeNull(); // the work may take more calls
  expect(ask(other)).toMatchObject({ code: 'budget-spent', params: { minutes: 1 } });
  clock.advance(60_000); // it never came to an end
  expect(ask(other)).toBeNull();
  budget.count('kdocs', [hooks], request, other);
  budget.answered('kdocs', hooks, 'hooks');
  expect(ask(one)).toBeNull();
  expect(first.store.resting()).toEqual({});
});

it('work that was begun before the rest does not end it; what a person asked for does', () => {
  const { budget, allowed } = make();
  budget.exhausted('kdocs', [hooks], request);
  budget.answered('kdocs', hooks, 'values');
  expect(allowed()).toEqual(['person']);
  budget.answered('kdocs', hooks, 'person');
  expect(allowed()).toHaveLength(4);
});

describe('the count', () => {
  it('outlives a restart', () => {
    const first = make();
    first.spend(7);
    first.budget.stop();
    expect(make(first.store).budget.meter('kdocs', hooks).used).toBe(7);
  });

  it('is written after a few seconds, or after fifty calls: that much a crash may forget', () => {
    const { store, spend, clock } = make();
    const written = () => store.usage.since(0).reduce((sum, { calls }) => sum + calls, 0);
    spend(49);
    expect(written()).toBe(0);
    spend(1);
    expect(written()).toBe(50);
    spend(1);
    clock.advance(5000);
    expect(written()).toBe(51);
  });
});
