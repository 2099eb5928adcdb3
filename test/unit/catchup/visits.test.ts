// How soon a log that could not be read to its end is read on.
import { expect, test } from 'vitest';
import { createVisits, type VisitNeeds } from '#core/catchup/visits';
import { makeStore, noon } from '../../store/make';
import { createManualClock } from '../snapshots/manual-clock';

const minute = 60_000;
const wish = { since: null, schema: false, purpose: 'compare' } as const;
const quiet = () => {};

/** @param moves whether each reading gets further @param asked ms that the service asks to wait */
function bench(moves: boolean, asked: number | null = null) {
  const clock = createManualClock(noon);
  const store = makeStore();
  store.connections.save({
    id: 'c1',
    source: 'seatable',
    name: 'CRM',
    config: {},
    secretNames: [],
    demo: false,
    watch: [],
  });
  store.cursors.save('c1', '0');
  let reads = 0;
  const visits = createVisits({
    store,
    clock,
    log: { info: quiet, warn: quiet, error: quiet },
    history: {
      has: () => true,
      due: () => true,
      async read() {
        reads += 1;
        if (moves) store.cursors.save('c1', String(reads));
        return { ok: false, error: { code: 'service-busy', params: { host: 'x' } } };
      },
    },
    due: () => [],
    onFound: quiet,
    onDone: quiet,
    asked: () => (asked === null ? null : noon + asked),
    stopped: () => false,
    // No table is read where the log cannot be.
    ...({} as Pick<VisitNeeds, 'directory' | 'scan' | 'schemas'>),
  });
  return { clock, visits };
}

async function fail(times: number, { clock, visits }: ReturnType<typeof bench>): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    await visits.ask('c1', wish);
    await clock.advance(minute + 1);
  }
}

test('a service that lets only so much be read at once is asked on soon, each time it got further', async () => {
  const further = bench(true);
  await fail(6, further);
  expect(further.visits.rests('c1')).toBe(false);
});

test('a service that gives nothing is left in peace longer and longer', async () => {
  const stuck = bench(false);
  await fail(6, stuck);
  expect(stuck.visits.rests('c1')).toBe(true);
});

test('a service that says when it can be asked again is asked then', async () => {
  const told = bench(false, 20_000);
  await told.visits.ask('c1', wish);
  await told.clock.advance(19_000);
  expect(told.visits.rests('c1')).toBe(true);
});
