// Live channels of all connections that have one: opened, watched over, opened again, and what they bring written down.
import type { LiveView } from '#shared/connection';
import { ok, type Problem, type Result } from '#shared/result';
import type { CatchUp } from '../catchup/catch-up';
import type { Engine } from '../engine';
import type { Intake } from '../intake/intake';
import type { LiveListener } from '../sources/source';
import { type Channel, createChannel, type Ends, type Opening, type Retry } from './channel';
import type { Hearing } from './hearing';
import type { Permits } from './permits';
import { type WantedChannel, wantedChannel, withoutIdle } from './wanted';

export interface LiveDesk {
  /** null: the connection has no live channel. */
  view(connectionId: string): LiveView | null;
  /** Its channel is being opened for the first time: whether changes arrive is known in a moment. */
  awaits(connectionId: string): boolean;
  /** Connections, subscriptions or secrets have changed: channels are opened, renewed or closed. */
  changed(): void;
  /** The machine woke or the network is back: broken channels are tried at once, and silent ones renewed. */
  woke(): void;
  /** The person has done what a failed channel asked for. */
  again(connectionId: string): void;
  start(): void;
  /** Closes all; what was handed over is on disk when this resolves. */
  stop(): Promise<void>;
}

export interface LiveNeeds {
  readonly intake: Pick<Intake, 'keep'>;
  readonly catchUp: Pick<CatchUp, 'gapBegan' | 'gapEnded' | 'resume'>;
  readonly permits: Permits;
  readonly hearing: Hearing;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** ms without a channel from which on it is a gap: services keep what a short break missed, or their log does. */
const gapAfter = 60_000;
/** ms that a service has to open a channel. */
const patience = 60_000;

interface Entry {
  readonly wanted: WantedChannel;
  /** Those it was last opened with. */
  secrets: string;
  readonly channel: Channel;
  /** ms since 1970; null: it is up. */
  downSince: number | null;
  /** Whether it is known for the first time that it is up, or that it is not. */
  known: boolean;
  cancelGap: () => void;
}

export function createLiveDesk(engine: Engine, needs: LiveNeeds): LiveDesk {
  const { store, directory, services, clock, pushes, status } = engine;
  const { intake, catchUp, permits, hearing } = needs;
  const entries = new Map<string, Entry>();
  const handed = new Set<Promise<boolean>>();
  let started = false;

  const told = () => {
    pushes.send('connections', null);
    status.touch();
  };

  function deliver({ connection, subscriptionId }: WantedChannel): LiveListener['deliver'] {
    return ({ body, repeatKey }) => {
      const { id: connectionId, source } = connection;
      const kept = intake.keep({ source, connectionId, subscriptionId, body, repeatKey });
      handed.add(kept);
      void kept.then((isKept) => {
        handed.delete(kept);
        if (!isKept) hearing.disturbed(connectionId);
      });
      return kept;
    };
  }

  /** The service desk fetches a new token where the service asks for one, and opens once more. */
  function open(wanted: WantedChannel, listener: Pick<LiveListener, 'deliver'> & Ends): Opening {
    const { connection, targets } = wanted;
    let current: { close(): void } | null = null;
    let closed = false;
    let retry: Retry | null = null;

    const once = (begin: (listener: LiveListener) => { close(): void }): Promise<Result<null>> =>
      new Promise((resolve) => {
        let state: 'opening' | 'up' | 'over' = 'opening';
        const isOver = () => state === 'over';
        const fail = (problem: Problem) => {
          state = 'over';
          cancel();
          current = null;
          resolve({ ok: false, error: problem });
        };
        const cancel = clock.after(patience, () => {
          const handle = current;
          const params = { host: connection.name, seconds: patience / 1000 };
          fail({ code: 'live-timeout', params });
          handle?.close();
        });
        if (closed) return fail({ code: 'not-found' });
        retry = null;
        const handle = begin({
          up() {
            if (state !== 'opening') return;
            state = 'up';
            cancel();
            resolve(ok(null));
          },
          deliver: listener.deliver,
          down(problem, when) {
            if (state === 'opening') {
              retry = when;
              fail(problem);
            } else if (state === 'up') {
              state = 'over';
              current = null;
              listener.ended(problem, when);
            }
          },
        });
        // It may have failed while it was being made.
        if (!isOver()) current = handle;
        if (closed) handle.close();
      });

    const outcome = services
      .call(connection.id, 'hooks', async (bound, http) => {
        const { live } = bound;
        if (!live) return { ok: false, error: { code: 'not-found' } };
        return once((ears) => live.open(http, targets, ears));
      })
      .then((found) =>
        found.ok ? found : { ok: false as const, error: { problem: found.error, retry } },
      );
    return {
      outcome,
      close() {
        closed = true;
        current?.close();
        current = null;
      },
    };
  }

  function down(id: string, entry: Entry): void {
    hearing.ended(id);
    if (entry.downSince === null) {
      entry.downSince = clock.now();
      expectGap(id, entry);
    }
    if (!entry.known) reached(id, entry);
  }

  function reached(id: string, entry: Entry): void {
    entry.known = true;
    catchUp.resume(id);
  }

  function expectGap(id: string, entry: Entry): void {
    const since = entry.downSince ?? clock.now();
    entry.cancelGap();
    // Nothing is watched yet, so nothing is missed.
    if (entry.wanted.targets.length === 0) return;
    entry.cancelGap = clock.after(gapAfter, () => {
      if (!isHeardOtherwise(id, entry)) catchUp.gapBegan('live-down', id, since);
    });
  }

  /** What the channel misses comes by a hook. */
  const isHeardOtherwise = (id: string, { wanted }: Entry) =>
    wanted.live.besideHooks &&
    store.connections.subscriptionsOf(id).some(({ manage, hookId }) => manage && hookId !== null);

  function add(wanted: WantedChannel, downSince: number): void {
    const { connection, live } = wanted;
    const { id, name } = connection;
    const channel = createChannel({
      clock,
      random: needs.random,
      permit: () => permits.take(live.exclusive, name),
      open: (listener) => open(wanted, listener),
      deliver: deliver(wanted),
      onUp() {
        hearing.began(id);
        entry.cancelGap();
        entry.downSince = null;
        entry.known = true;
        // A token may have been renewed while it was being opened.
        entry.secrets = wantedChannel(engine, connection)?.secrets ?? entry.secrets;
        catchUp.gapEnded('live-down', id);
        catchUp.resume(id);
      },
      onDown: () => down(id, entry),
      onChange: told,
    });
    const entry: Entry = {
      wanted,
      secrets: wanted.secrets,
      channel,
      downSince,
      known: false,
      cancelGap: () => {},
    };
    entries.set(id, entry);
    expectGap(id, entry);
    channel.wake();
  }

  /** @returns whether the channel will do as it is, perhaps opened again */
  function fits({ wanted, channel, ...entry }: Entry, next: WantedChannel | undefined): boolean {
    if (next?.shape !== wanted.shape) return false;
    if (next.secrets === entry.secrets) return true;
    const { kind } = channel.view();
    // While it is being opened, the next try takes the secrets of today.
    if (kind === 'failed') channel.again();
    return kind !== 'on';
  }

  function remove(id: string, entry: Entry): void {
    hearing.ended(id);
    entries.delete(id);
    entry.cancelGap();
    entry.channel.close();
  }

  function changed(): void {
    if (!started) return;
    const now = clock.now();
    const all = store.connections.list().flatMap((one) => wantedChannel(engine, one) ?? []);
    const wanted = new Map(withoutIdle(all).map((one) => [one.connection.id, one]));
    const since = new Map<string, number>();
    // Closed first: what one gives up another may take.
    for (const [id, entry] of [...entries]) {
      const next = wanted.get(id);
      if (fits(entry, next)) {
        entry.secrets = next?.secrets ?? entry.secrets;
        continue;
      }
      since.set(id, entry.downSince ?? now);
      remove(id, entry);
      if (!store.connections.get(id)) hearing.forget(id);
      // Nothing is to be had by a channel any more.
      else if (!next) catchUp.gapEnded('live-down', id);
    }
    for (const [id, one] of wanted) if (!entries.has(id)) add(one, since.get(id) ?? now);
  }

  return {
    view(id) {
      if (!directory.reader(id, null)?.live) return null;
      return entries.get(id)?.channel.view() ?? { kind: 'off' };
    },
    awaits: (id) => entries.get(id)?.known === false,
    changed,
    woke() {
      for (const { channel } of entries.values()) channel.wake();
    },
    again(id) {
      entries.get(id)?.channel.again();
    },
    start() {
      started = true;
      changed();
    },
    async stop() {
      started = false;
      for (const [id, entry] of [...entries]) remove(id, entry);
      await Promise.all(handed);
    },
  };
}
