// Sleep and loss of the network reach the core.
import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { watchPower } from '../../../electron/shell/power';
import { createManualClock } from '../snapshots/manual-clock';

function bench() {
  const clock = createManualClock(0);
  const power = new EventEmitter();
  const net = { online: true };
  const told: unknown[] = [];
  const core = {
    woke: (ms: number) => told.push(ms),
    online: (isOnline: boolean) => told.push(isOnline),
  };
  // Of Electron's monitor only `on` is used, whose overloads an emitter cannot have.
  const stop = watchPower({ power: power as never, net, clock, core });
  return { clock, power, net, told, stop };
}

test('a sleep is told with its length when the machine wakes', () => {
  const { clock, power, told } = bench();
  power.emit('suspend');
  clock.jump(3_600_000);
  power.emit('resume');
  expect(told).toEqual([3_600_000]);
});

test('the loss and the return of the network are told once each', async () => {
  const { clock, net, told, stop } = bench();
  await clock.advance(60_000);
  net.online = false;
  await clock.advance(60_000);
  net.online = true;
  await clock.advance(60_000);
  expect(told).toEqual([false, true]);
  stop();
  net.online = false;
  await clock.advance(60_000);
  expect(told).toEqual([false, true]);
});
