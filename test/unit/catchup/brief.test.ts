// Absences too short for a gap, in which something was missed all the same.
import { expect, test } from 'vitest';
import type { Gap } from '#shared/gap';
import { type Bench, openBench } from '../snapshots/bench';

const gapsOf = ({ store }: Bench): readonly Gap[] =>
  store.gaps.list({ from: 0, to: Number.MAX_SAFE_INTEGER, connectionId: null, limit: 50 });

test('a short absence is told when changes were missed in it', async () => {
  const bench = openBench();
  bench.service.table('t1').set('R0', { name: 'first' });
  await bench.begin();
  const again = bench.crash();
  again.clock.jump(30_000);
  again.service.table('t1').set('R0', { name: 'changed' });
  await again.begin();
  expect(gapsOf(again)).toMatchObject([{ reason: 'closed', state: 'filled', recovered: 1 }]);
  again.service.table('t1').set('R0', { name: 'again' });
  again.clock.jump(20_000);
  await again.clock.advance(10_000);
  expect(gapsOf(again)).toMatchObject([
    { reason: 'asleep', state: 'filled', recovered: 1 },
    { reason: 'closed' },
  ]);
});
