// The one way out.
import { expect, test } from 'vitest';
import type { Clock } from '#core/ports';
import { createShutdown } from '../../../electron/shell/shutdown';

function world(stop: () => Promise<void>) {
  const timers: (() => void)[] = [];
  const clock: Clock = {
    now: () => 0,
    after(_ms, work) {
      timers.push(work);
      return () => {};
    },
  };
  const codes: number[] = [];
  return { timers, codes, shutdown: createShutdown(stop, (code) => codes.push(code), clock) };
}

test('exits once the core has finished, however often it is asked', async () => {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { shutdown, codes, timers } = world(() => finished);
  shutdown(0);
  shutdown(1);
  expect(codes).toEqual([]);
  finish();
  await finished;
  await Promise.resolve();
  timers[0]?.();
  expect(codes).toEqual([0]);
});

test('exits also when the core fails or hangs', async () => {
  const failing = world(() => Promise.reject(new Error('a bug')));
  failing.shutdown(0);
  await new Promise((resolve) => setImmediate(resolve));
  expect(failing.codes).toEqual([0]);

  const hanging = world(() => new Promise(() => {}));
  hanging.shutdown(0);
  hanging.timers[0]?.();
  expect(hanging.codes).toEqual([0]);
});
