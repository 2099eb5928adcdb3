// Sends callbacks to the hooks' addresses: in order for each hook, unless a switch says otherwise.

import type { SimulatorClock } from '../clock';
import {
  type CallbackBody,
  type CallbackEvent,
  callbackBody,
  callbackEvent,
  isVerified,
} from './callback-body';
import type { Facts } from './hook-kinds';
import type { Hook } from './hooks';
import { createJournal, type Journal } from './journal';
import type { Oddities } from './oddities';
import { type Attempt, postOnce } from './post-once';

export interface Callback {
  readonly hook: Hook;
  readonly url: string;
  readonly body: CallbackBody;
  /** false: what it contains is a guess, no page prints it. */
  readonly verified: boolean;
  /** 0 for the first, 1 and more for duplicates. */
  readonly copy: number;
  readonly fate: 'under-way' | 'lost' | 'delivered' | 'failed';
  readonly attempts: readonly (Attempt & { readonly at: number })[];
}

export interface Callbacks {
  readonly sent: Journal<Callback>;
  fire(hook: Hook, facts: Facts): void;
  /** The next ones, on their way to anybody, never leave. */
  loseNext(count: number): void;
  /** Sends what waits for company or for a later one to overtake it. */
  flush(): void;
  /** Resolves when nothing waits and nothing is under way; a later try waits for its clock and is not counted. */
  settled(): Promise<void>;
  close(): void;
}

interface Needs {
  readonly clock: SimulatorClock;
  readonly oddities: Oddities;
  /** Called after so many failed callbacks in a row as the switch says. */
  readonly disable: (hook: Hook) => void;
}

export function createCallbacks({ clock, oddities, disable }: Needs): Callbacks {
  const sent = createJournal<Callback>();
  const gathered = new Map<Hook, CallbackEvent[]>();
  const overtaken = new Map<Hook, readonly CallbackEvent[]>();
  const lines = new Map<string, Promise<void>>();
  const failures = new Map<string, number>();
  const tries = new Set<() => void>();
  let made = 0;
  let toLose = 0;
  let isClosed = false;

  function leave(hook: Hook): void {
    const events = gathered.get(hook) ?? [];
    gathered.delete(hook);
    if (events.length === 0) return;
    const earlier = overtaken.get(hook);
    if (oddities.outOfOrder && !earlier) {
      overtaken.set(hook, events);
      return;
    }
    overtaken.delete(hook);
    send(hook, events);
    if (earlier) send(hook, earlier);
  }

  function send(hook: Hook, events: readonly CallbackEvent[]): void {
    const body = callbackBody(hook, events, oddities);
    made += 1;
    const isLost = toLose > 0 || (oddities.loseEvery > 0 && made % oddities.loseEvery === 0);
    if (toLose > 0) toLose -= 1;
    const copies = isLost ? 1 : 1 + oddities.duplicates;
    for (let copy = 0; copy < copies; copy += 1) {
      const place = sent.add({
        hook,
        url: hook.callbackUrl,
        body,
        verified: isVerified(hook.type),
        copy,
        fate: isLost ? 'lost' : 'under-way',
        attempts: [],
      });
      if (!isLost) {
        const line = lines.get(hook.id) ?? Promise.resolve();
        lines.set(
          hook.id,
          line.then(() => attempt(place, hook, JSON.stringify(body), oddities.retryDelays)),
        );
      }
    }
  }

  async function attempt(
    place: number,
    hook: Hook,
    text: string,
    delays: readonly number[],
  ): Promise<void> {
    if (isClosed) return;
    const at = clock.now();
    const { callbackContentType, receiverTimeout, disableAfter } = oddities;
    const outcome = await postOnce(hook.callbackUrl, text, callbackContentType, receiverTimeout);
    const isTaken = outcome.status !== null && outcome.status >= 200 && outcome.status < 300;
    const [delay, ...later] = delays;
    const isOver = isTaken || delay === undefined;
    sent.update(place, {
      attempts: [...(sent.entries[place]?.attempts ?? []), { ...outcome, at }],
      ...(isOver ? { fate: isTaken ? 'delivered' : 'failed' } : {}),
    });
    if (isTaken) failures.delete(hook.id);
    else if (isOver) {
      const inRow = (failures.get(hook.id) ?? 0) + 1;
      failures.set(hook.id, inRow);
      if (inRow === disableAfter) disable(hook);
    } else if (delay === 0) await attempt(place, hook, text, later);
    else {
      // Not in the line: callbacks that come after do not wait for a later try.
      const cancel = clock.after(delay, () => {
        tries.delete(cancel);
        void attempt(place, hook, text, later);
      });
      tries.add(cancel);
    }
  }

  function flush(): void {
    for (const hook of [...gathered.keys()]) leave(hook);
    for (const [hook, events] of overtaken) {
      overtaken.delete(hook);
      send(hook, events);
    }
  }

  return {
    sent,
    fire(hook, facts) {
      const events = gathered.get(hook) ?? [];
      events.push(callbackEvent(hook.type, facts, oddities, clock.now()));
      gathered.set(hook, events);
      if (events.length >= oddities.eventsPerCall) leave(hook);
    },
    loseNext(count) {
      toLose += count;
    },
    flush,
    async settled() {
      flush();
      for (let before = -1; before !== sent.entries.length; ) {
        before = sent.entries.length;
        await Promise.all(lines.values());
      }
    },
    close() {
      isClosed = true;
      for (const cancel of tries) cancel();
    },
  };
}
