// Shows what the plan decided, and gathers a flood into one digest.
import type { ChangeEvent } from '#shared/event';
import type { Clock, Log, Notification, NotificationOutcome, Notifier } from '../ports';
import { composeDigest, composeNotification, type Say } from './compose';
import { flood, planNotifications } from './plan';

export interface DispatchNeeds {
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly log: Log;
  /** Read at each notification, so that a change of language or of settings holds at once. */
  readonly say: () => Say;
  readonly muted: () => 'off' | 'paused' | null;
}

export interface Dispatcher {
  /** Newly stored events, in order of `seq`. */
  announce(events: readonly ChangeEvent[]): void;
  /** Another address has to be entered at the service. */
  tellMoved(connection: { readonly name: string }, address: string): void;
  stop(): void;
}

export function createDispatcher(needs: DispatchNeeds): Dispatcher {
  const { notifier, clock, log } = needs;
  let recent: number[] = [];
  let gathered: ChangeEvent[] = [];
  let cancelDigest = () => {};
  let found: ChangeEvent[] = [];
  let foundSince = 0;
  let cancelFound = () => {};

  async function show(notification: Notification): Promise<void> {
    const muted = needs.muted();
    const outcome: NotificationOutcome = muted
      ? { kind: 'not-shown', reason: muted }
      : await notifier.show(notification);
    if (outcome.kind === 'not-shown' && outcome.reason === 'failed') {
      log.warn('a notification was not shown', { reason: outcome.reason });
    }
  }

  function showDigest(): void {
    const digest = composeDigest(needs.say(), gathered);
    gathered = [];
    if (digest) void show(digest);
  }

  function showFound(): void {
    const [first] = found;
    const told =
      first && found.length === 1
        ? composeNotification(needs.say(), first)
        : composeDigest(needs.say(), found);
    found = [];
    if (told) void show(told);
  }

  /** What a gap has held back is one notification, however long its pages take. */
  function gatherFound(events: readonly ChangeEvent[], now: number): void {
    if (events.length === 0) return;
    if (found.length === 0) foundSince = now;
    found.push(...events);
    cancelFound();
    const patience = foundSince + flood.patienceMs - now;
    cancelFound = clock.after(Math.max(0, Math.min(flood.quietMs, patience)), showFound);
  }

  return {
    announce(events) {
      const now = clock.now();
      recent = recent.filter((at) => now - at < flood.windowMs);
      const plan = planNotifications(events, recent, gathered.length > 0, now);
      for (const event of plan.single) {
        recent.push(now);
        void show(composeNotification(needs.say(), event));
      }
      gatherFound(plan.found, now);
      if (plan.gather.length === 0) return;
      if (gathered.length === 0) cancelDigest = clock.after(flood.gatherMs, showDigest);
      gathered.push(...plan.gather);
    },
    tellMoved({ name }, address) {
      const say = needs.say();
      void show({
        title: say('app.notification.moved.title', { connection: name }),
        body: say('app.notification.moved.body', { address }),
        eventId: null,
      });
    },
    stop() {
      cancelDigest();
      cancelFound();
    },
  };
}
