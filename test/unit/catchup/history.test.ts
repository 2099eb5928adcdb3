// What a log no longer has is not forgotten, though the service interrupts the reading that found it out.
import { expect, test } from 'vitest';
import { createHistoryBook, type HistoryNeeds } from '#core/catchup/history';
import type { BoundSource } from '#core/sources/bound-source';
import { err, ok } from '#shared/result';
import { makeStore, noon } from '../../store/make';
import { connectionId, openBench, said } from '../snapshots/bench';
import { createFakeService } from '../snapshots/fake-tables';
import { createManualClock } from '../snapshots/manual-clock';

type Since = NonNullable<BoundSource['history']>['since'];
type Stretch = Awaited<ReturnType<Since>>;

/** A log that answers so, one after the other, of a base with one table that was read before. */
function bench(answers: readonly Stretch[]) {
  const store = makeStore();
  const table = { baseId: 'b1', tableId: 't1' };
  store.connections.save({
    ...{ id: 'c1', source: 'seatable', name: 'CRM', config: {} },
    ...{ secretNames: [], demo: false, watch: [] },
  });
  store.connections.saveSubscription({
    ...{ id: 's1', connectionId: 'c1', address: 'a', manage: false, target: {}, planKey: null },
    ...{ hookId: null, hookDigest: null },
  });
  store.snapshots.saveSchema('c1', table, { name: 'Deals', fields: [] }, noon);
  const scan = store.snapshots.beginScan('c1', table);
  expect(scan).toBe(1);
  store.snapshots.endScan('c1', table, noon);
  store.cursors.save('c1', '0');
  const left = [...answers];
  const history = { since: async () => left.shift() ?? err({ code: 'internal' }) };
  const bound = { history } as unknown as BoundSource; // of a source only its log is asked
  const needs: HistoryNeeds = {
    store,
    clock: createManualClock(noon),
    ids: { uuid: () => String(Math.random()), token: () => '' },
    wake: () => {},
    onKept: () => {},
    deaf: () => false,
    stopped: () => false,
    directory: {
      reader: () => bound,
      canCall: () => true,
      source: () => ({ checkTarget: () => [] }),
    } as unknown as HistoryNeeds['directory'],
    services: {
      call: (_id: string, _purpose: string, work: (...given: unknown[]) => unknown) =>
        work(bound, {}),
    } as unknown as HistoryNeeds['services'],
  };
  const isStale = () => store.snapshots.table('c1', table)?.stale;
  return { book: createHistoryBook(needs), isStale };
}

const busy: Stretch = err({ code: 'service-busy', params: { host: 'x' } });
const stretch = (cursor: string, complete: boolean, more: boolean): Stretch =>
  ok({ bodies: [], cursor, complete, more });

test('what the log lacks is said at the end of a reading that was interrupted, and its tables are due at once', async () => {
  const { book, isStale } = bench([
    stretch('5', false, true),
    busy,
    stretch('9', true, false),
    stretch('9', true, false),
    stretch('9', true, false),
  ]);
  expect(isStale()).toBe(false);
  expect(await book.read('c1', 'compare')).toMatchObject({ error: { code: 'service-busy' } });
  expect(isStale()).toBe(true);
  const hole = { value: { missing: { code: 'history-incomplete' } } };
  expect(await book.read('c1', 'compare')).toMatchObject(hole);
  expect(await book.read('c1', 'compare')).toMatchObject(hole);
  book.told('c1');
  expect(await book.read('c1', 'compare')).toEqual(ok({ missing: null }));
});

test('a log that has all makes no table due', async () => {
  const { book, isStale } = bench([stretch('5', true, true), stretch('9', true, false)]);
  expect(await book.read('c1', 'compare')).toEqual(ok({ missing: null }));
  expect(isStale()).toBe(false);
});

test('a log that could not be read for a while has no hole', async () => {
  const { book } = bench([stretch('0', false, false), stretch('9', true, false)]);
  expect(await book.read('c1', 'compare')).toMatchObject({
    value: { missing: { code: 'history-incomplete' } },
  });
  expect(await book.read('c1', 'compare')).toEqual(ok({ missing: null }));
});

test('a gap whose log has a hole is not filled while the tables cannot be compared, and has its reason in the end', async () => {
  const service = createFakeService({ keepsLog: true });
  const world = openBench({ service });
  world.store.connections.saveSubscription({
    ...{ id: 's1', connectionId, address: 'a', manage: false, target: { tableId: 't1' } },
    ...{ planKey: null, hookId: null, hookDigest: null },
  });
  await world.begin();
  world.catchUp.gapBegan('live-down', connectionId);
  await world.clock.advance(120_000);
  service.reachesBack = false;
  const down = { code: 'service-unreachable', params: { host: 'x', reason: 'y' } } as const;
  service.failing = down;
  world.catchUp.gapEnded('live-down', connectionId);
  await world.clock.advance(1000);
  expect(world.gaps.at(-1)).toMatchObject({ state: 'unfilled', problem: down });
  service.reachesBack = true;
  service.failing = null;
  service.table('t1').set('R1', { name: 'missed' });
  await world.clock.advance(90_000);
  expect(world.events.map(said)).toEqual(['created missed: NAME >missed']);
  expect(world.gaps.at(-1)).toMatchObject({
    state: 'unfilled',
    recovered: 1,
    problem: { code: 'history-incomplete' },
  });
});
