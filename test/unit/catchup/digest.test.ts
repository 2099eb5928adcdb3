// What was found after a gap is one notification, however long it trickles in.
import { expect, test } from 'vitest';
import { createDispatcher } from '#core/notify/dispatch';
import type { Notification } from '#core/ports';
import type { ChangeEvent } from '#shared/event';
import { createText } from '#shared/text/text';
import { makeEvent, noon } from '../../store/make';
import { createManualClock } from '../snapshots/manual-clock';

function bench() {
  const clock = createManualClock(noon);
  const shown: Notification[] = [];
  const t = createText('en');
  const dispatcher = createDispatcher({
    clock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    notifier: {
      async show(notification) {
        shown.push(notification);
        return { kind: 'shown' };
      },
    },
    say: () => (key, params) => t(key, params ?? {}),
    muted: () => null,
  });
  return { clock, shown, announce: dispatcher.announce };
}

const events = (count: number, from: number, origin: ChangeEvent['origin']): ChangeEvent[] =>
  Array.from({ length: count }, (_, n) => ({
    ...makeEvent(`e${from + n}`, { origin }),
    seq: from + n,
  }));

test('pages that come in over seconds become one digest', async () => {
  const { clock, shown, announce } = bench();
  for (let page = 0; page < 30; page += 1) {
    announce(events(100, page * 100, 'catch-up'));
    await clock.advance(2000);
  }
  expect(shown).toEqual([]);
  await clock.advance(10_000);
  expect(shown).toHaveLength(1);
  expect(shown[0]?.title).toContain('3000 changes');
});

test('a change of this moment is shown at once beside it', async () => {
  const { clock, shown, announce } = bench();
  announce(events(100, 0, 'catch-up'));
  announce(events(1, 100, 'push'));
  await clock.advance(100);
  expect(shown).toHaveLength(1);
  await clock.advance(10_000);
  expect(shown).toHaveLength(2);
});

test('a single change that was found is shown as what it is', async () => {
  const { clock, shown, announce } = bench();
  announce(events(1, 0, 'catch-up'));
  await clock.advance(10_000);
  expect(shown[0]?.title).toContain('Acme renewal');
});

test('it is not put off for ever', async () => {
  const { clock, shown, announce } = bench();
  for (let page = 0; page < 70; page += 1) {
    announce(events(1, page, 'catch-up'));
    await clock.advance(2000);
  }
  expect(shown).toHaveLength(1);
});
