// What is used of the month that a tunnel's service allows, and when it is said that it will not last.
import { describe, expect, test } from 'vitest';
import { dayMs, monthMeter, monthOf } from '#core/budget/month';
import { createTunnelTraffic } from '#core/budget/tunnel-traffic';
import type { Clock } from '#core/ports';
import type { Store } from '#core/store/store';
import { locales } from '#shared/locale';
import { publicAddress } from '#shared/public-address';
import type { Problem } from '#shared/result';
import { createText, sayProblem } from '#shared/text/text';
import { freePlan, type NgrokPlan } from '#shared/tunnel-ngrok';
import { sayAmount } from '../../../renderer/settings/address/say-usage';
import { makeStore, temporaryFolder } from '../../store/make';

const at = (text: string) => Date.parse(`${text}Z`);
const dayOf = (text: string) => at(`${text}T00:00`) / dayMs;
const free = { limit: 20_000, declared: false };

/** The same number each day, from the one to the other. */
const daily = (from: string, to: string, count: number) => {
  const days = new Map<number, number>();
  for (let day = dayOf(from); day <= dayOf(to); day += 1) days.set(day, count);
  return days;
};

describe('a month', () => {
  test('is that of the calendar, by UTC, also at the turn of a year', () => {
    expect(monthOf(at('2026-12-31T23:59'))).toEqual({
      from: at('2026-12-01T00:00'),
      until: at('2027-01-01T00:00'),
    });
  });

  test('begins with nothing used, and with the pace of the days before', () => {
    const days = daily('2026-11-20', '2026-11-30', 1000);
    const meter = monthMeter('requests', days, at('2026-12-01T00:00'), free);
    expect(meter).toMatchObject({ used: 0, state: 'enough' });
    // Six of seven days are at hand, the seventh has just begun.
    expect(meter.forecast).toBeCloseTo(31_000, -2);
  });

  test('that will last is called enough, however much is used', () => {
    const days = daily('2026-11-01', '2026-11-27', 700);
    const meter = monthMeter('requests', days, at('2026-11-28T00:00'), free);
    expect(meter).toMatchObject({ used: 18_900, state: 'saving' });
    const calm = monthMeter('requests', days, at('2026-11-30T00:00'), free);
    expect(calm).toMatchObject({ state: 'enough', runsOutAt: null });
  });

  test('that will not last is told with the day, once a third is used', () => {
    const early = monthMeter(
      'requests',
      daily('2026-11-01', '2026-11-04', 1000),
      at('2026-11-05T00:00'),
      free,
    );
    expect(early).toMatchObject({ used: 4000, state: 'enough', forecast: 30_000 });
    const later = monthMeter(
      'requests',
      daily('2026-11-01', '2026-11-08', 1000),
      at('2026-11-09T00:00'),
      free,
    );
    expect(later.state).toBe('saving');
    // Six days of a thousand in the last seven, of which the last has just begun.
    expect(later.runsOutAt).toBeGreaterThan(at('2026-11-20T00:00'));
    expect(later.runsOutAt).toBeLessThan(at('2026-11-24T00:00'));
  });

  test('is not judged by its first hour', () => {
    const meter = monthMeter(
      'requests',
      new Map([[dayOf('2026-11-10'), 300]]),
      at('2026-11-10T01:00'),
      free,
    );
    expect(meter.forecast).toBeLessThan(7000);
  });

  test('without a limit is counted and never runs out; what ngrok declares is out', () => {
    const days = daily('2026-11-01', '2026-11-10', 90_000);
    const now = at('2026-11-11T00:00');
    const open = monthMeter('requests', days, now, { limit: null, declared: false });
    expect(open).toMatchObject({ used: 900_000, state: 'enough', runsOutAt: null });
    const told = monthMeter('requests', new Map(), now, { limit: null, declared: true });
    expect(told).toMatchObject({ used: 0, state: 'spent', declared: true });
  });
});

/** A count over one store, with the time and the plan in the test's hands. */
function counting(store: Store, begin: string, plan: NgrokPlan | null = freePlan) {
  const told = { now: at(begin), plan };
  const clock: Clock = { now: () => told.now, after: () => () => {} };
  const log = { info() {}, warn() {}, error() {} };
  const traffic = createTunnelTraffic({
    ...{ store, clock, log },
    address: () => told.plan && publicAddress.parse({ kind: 'ngrok', plan: told.plan }),
    changed: () => {},
  });
  const carry = (count: number, bytesOut = 200) => {
    for (let index = 0; index < count; index += 1) traffic.count({ bytesIn: 400, bytesOut });
  };
  return { traffic, told, carry };
}

describe('the count', () => {
  test('outlives a restart and ends with the month', () => {
    const folder = temporaryFolder();
    const store = makeStore(folder);
    const before = counting(store, '2026-11-29T12:00');
    before.carry(120);
    before.traffic.stop();
    const { traffic, told, carry } = counting(store, '2026-11-30T23:59');
    carry(3);
    expect(traffic.usage()).toMatchObject({
      until: at('2026-12-01T00:00'),
      received: 123 * 400,
      meters: [
        { id: 'requests', used: 123, limit: 20_000 },
        { id: 'data-out', used: 123 * 200, limit: 1e9 },
      ],
    });
    told.now = at('2026-12-01T00:00');
    expect(traffic.usage()).toMatchObject({ received: 0, meters: [{ used: 0 }, { used: 0 }] });
    traffic.stop();
  });

  test('counts nothing where nothing is limited', () => {
    const { traffic, told, carry } = counting(makeStore(), '2026-11-10T12:00', null);
    carry(5);
    expect(traffic.usage()).toBeNull();
    told.plan = freePlan;
    expect(traffic.usage()).toMatchObject({ meters: [{ used: 0 }, { used: 0 }] });
  });

  test('warns before the month’s requests end, proves seldom then, and says when they are used', () => {
    const { traffic, told, carry } = counting(makeStore(), '2026-11-10T12:00');
    expect(traffic.problem()).toBeNull();
    const usual = traffic.proveEvery();
    carry(8000);
    expect(traffic.problem()).toMatchObject({
      code: 'ngrok-requests-short',
      params: { percent: 40, limit: 20_000, at: at('2026-11-12T00:00') },
    });
    expect(traffic.proveEvery()).toBeGreaterThan(usual);
    carry(12_000);
    expect(traffic.problem()).toMatchObject({ code: 'ngrok-requests-spent' });
    told.plan = { requests: null, gigabytes: null };
    expect(traffic.problem()).toBeNull();
    expect(traffic.proveEvery()).toBe(usual);
  });

  test('warns of outgoing data by itself', () => {
    const { traffic, carry } = counting(makeStore(), '2026-11-10T12:00');
    carry(4, 125_000_000);
    expect(traffic.problem()).toMatchObject({
      code: 'ngrok-data-short',
      params: { percent: 50, limit: 1000 },
    });
  });

  test('takes ngrok’s word that nothing is left, until it carries again or the month is over', () => {
    const { traffic, told } = counting(makeStore(), '2026-11-10T12:00');
    const refused = (code: Problem['code']) =>
      traffic.heed({ kind: 'retrying', at: told.now, problem: { code } });
    const states = () => traffic.usage()?.meters.map(({ state }) => state);
    refused('ngrok-quota-month');
    traffic.heed({ kind: 'connecting' });
    expect(states()).toEqual(['spent', 'enough']);
    expect(traffic.problem()).toBeNull(); // the tunnel's own problem says it
    traffic.heed({ kind: 'online', url: 'https://a', provedAt: 0, roundTripMs: 1 });
    expect(states()).toEqual(['enough', 'enough']);
    refused('ngrok-quota-data');
    expect(states()).toEqual(['enough', 'spent']);
    told.now = at('2026-12-01T00:00');
    expect(states()).toEqual(['enough', 'enough']);
  });
});

describe('in words', () => {
  const params = {
    percent: 40,
    limit: 20_000,
    at: at('2026-11-20T00:00'),
    until: at('2026-12-01T00:00'),
  };
  test.each(locales)('%s: numbers and days as the language writes them', (locale) => {
    const t = createText(locale);
    const short = sayProblem(t, { code: 'ngrok-requests-short', params });
    expect(short).toContain(new Intl.NumberFormat(locale).format(20_000));
    const day = { month: 'long', day: 'numeric', timeZone: 'UTC' } as const;
    expect(short).toContain(new Intl.DateTimeFormat(locale, day).format(params.at));
  });

  test('data is told in the unit that fits', () => {
    expect([0, 20_000, 1_234_567, 1e9].map((bytes) => sayAmount('data-out', bytes, 'en'))).toEqual([
      '0 MB',
      '0.02 MB',
      '1.23 MB',
      '1 GB',
    ]);
    expect(sayAmount('requests', 20_000, 'en')).toBe('20,000');
  });
});
