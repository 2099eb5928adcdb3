// Notifications as values: shown, failed, unsupported, or never answered.
import { expect, test } from 'vitest';
import type { Clock } from '#core/ports';
import { createNotifier, type NativeNotification } from '../../../electron/shell/notifier';

type Content = { readonly title: string; readonly body: string };

function system(supported = true) {
  const toasts: { content: Content; emit(event: string): void }[] = [];
  const native = {
    isSupported: () => supported,
    create(content: Content): NativeNotification {
      const heard = new Map<string, () => void>();
      toasts.push({ content, emit: (event) => heard.get(event)?.() });
      return { on: (event, listener) => heard.set(event, listener), show() {} };
    },
  };
  return { native, toasts };
}

const timers: (() => void)[] = [];
let now = 0;
const clock: Clock = {
  now: () => now,
  after(_ms, work) {
    timers.push(work);
    return () => {};
  },
};
const toast = { title: 'Alpha & Co — Table', body: 'Name: <b>a</b> → b & c', eventId: 'e1' };

test('shown, clicked, and markup of a cell made harmless', async () => {
  const { native, toasts } = system();
  const opened: (string | null)[] = [];
  const outcome = createNotifier(native, clock, (id) => opened.push(id), true).show(toast);
  toasts[0]?.emit('show');
  expect(await outcome).toEqual({ kind: 'shown' });
  toasts[0]?.emit('click');
  expect(opened).toEqual(['e1']);
  expect(toasts[0]?.content).toEqual({
    title: 'Alpha & Co — Table',
    body: 'Name: &lt;b&gt;a&lt;/b&gt; → b &amp; c',
  });
});

test('where the body is plain text it stays as it is', () => {
  const { native, toasts } = system();
  void createNotifier(native, clock, () => {}, false).show(toast);
  expect(toasts[0]?.content.body).toBe(toast.body);
});

test('failed: then the system is left in peace for ten minutes', async () => {
  const { native, toasts } = system();
  const notifier = createNotifier(native, clock, () => {}, true);
  const failed = notifier.show(toast);
  toasts[0]?.emit('failed');
  expect(await failed).toEqual({ kind: 'not-shown', reason: 'failed' });
  expect(await notifier.show(toast)).toEqual({ kind: 'not-shown', reason: 'failed' });
  expect(toasts).toHaveLength(1);
  now += 10 * 60_000;
  void notifier.show(toast);
  expect(toasts).toHaveLength(2);
});

test('never answered', async () => {
  const { native } = system();
  const silent = createNotifier(native, clock, () => {}, true).show(toast);
  timers.at(-1)?.();
  expect(await silent).toEqual({ kind: 'not-shown', reason: 'failed' });
});

test('unsupported', async () => {
  const { native } = system(false);
  const outcome = await createNotifier(native, clock, () => {}, true).show(toast);
  expect(outcome).toEqual({ kind: 'not-shown', reason: 'unsupported' });
});
