// Times in which nothing could arrive: when each began and ended, kept over restarts.
import type { Gap, GapReason } from '#shared/gap';
import type { Clock, Log } from '../ports';
import { errorName } from '../redact-log';
import type { Store } from '../store/store';

/** ms; a shorter absence is no gap: services try again, and the queue holds. */
const shortestGap = 60_000;
/**
 * ms between two looks at the clock, and between two looks at which tables are due: a sleep is seen before its changes. The
 * one clock that is watched for it: whoever wants to know is told.
 */
export const beat = 5000;
/** ms between two signs of life on disk. */
const aliveEvery = 15_000;
/** ms; an absence this long is told all the same when changes were found to have been missed in it. */
const shortestMiss = 14_000;

export interface GapNeeds {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** It is over, and can be filled. */
  readonly onClosed: (gap: Gap) => void;
  /** It began, ended, or was filled. */
  readonly onGap: (gap: Gap) => void;
}

/** What is told of here may find the disk full: that is logged, and tried again with the next look where it can be. */
export interface GapKeeper {
  began(reason: GapReason, connectionId: string | null, from?: number): void;
  ended(reason: GapReason, connectionId: string | null): void;
  /** The machine slept until now. */
  slept(sleptMs: number): void;
  update(id: number, patch: Parameters<Store['gaps']['update']>[1]): void;
  /** One lasts now that concerns this connection. */
  lasts(connectionId: string): boolean;
  /** Closes what the last run left open, and notes the time since. */
  start(): void;
  /** To be called every `beat`: notes a sleep, and a sign of life. @returns ms of sleep that nobody had told of */
  look(): number;
  stop(): void;
}

export function createGapKeeper({ store, clock, log, onClosed, onGap }: GapNeeds): GapKeeper {
  let lastBeat = 0;
  let lastAlive = 0;
  /** Gaps that are over, though it is not written yet, and when they ended. */
  const ends = new Map<number, number>();

  /** Short absences, by a number below 0; they are written once something is found. */
  const brief = new Map<number, Gap>();
  const written = new Map<number, number>();
  let briefs = 0;

  const open = () => store.gaps.unsettled().filter((gap) => gap.to === null);
  const find = (reason: GapReason, connectionId: string | null) =>
    open().find((gap) => gap.reason === reason && gap.connectionId === connectionId);
  const told = (id: number): Gap | null => {
    const gap = store.gaps.get(id);
    if (gap) onGap(gap);
    return gap;
  };

  function close(id: number, to: number): void {
    store.gaps.update(id, { to, state: 'filling' });
    const gap = told(id);
    if (gap) onClosed(gap);
  }

  /** A time that is over already. */
  function add(reason: GapReason, from: number, to: number): void {
    // Without connections there is nothing that could have arrived.
    if (!store.connections.list().some(({ demo }) => !demo)) return;
    const gap = told(store.gaps.add({ connectionId: null, reason, from, to }));
    if (gap) onClosed(gap);
  }

  /** Too short for a gap, unless something was missed. */
  function suspect(reason: GapReason, from: number, to: number): void {
    if (to - from <= shortestMiss) return;
    briefs += 1;
    const facts = { id: -briefs, connectionId: null, reason, from, to } as const;
    const gap: Gap = { ...facts, state: 'filling', recovered: 0, problem: null };
    brief.set(gap.id, gap);
    onClosed(gap);
  }

  /** @returns under which number it is written; null: nothing was missed in it so far */
  function numberOf(id: number, recovered: number): number | null {
    const gap = brief.get(id);
    if (!gap) return id;
    const known = written.get(id);
    if (known !== undefined || recovered === 0) return known ?? null;
    const { connectionId, reason, from, to } = gap;
    const no = store.gaps.add({ connectionId, reason, from, to });
    written.set(id, no);
    return no;
  }

  function sign(now: number): void {
    if (Math.abs(now - lastAlive) < aliveEvery) return;
    lastAlive = now;
    store.saveAlive(now);
  }

  /** Timers stand still while the machine sleeps; its clock does not. */
  const missed = (now: number) => Math.max(0, now - lastBeat - beat);

  function writing(work: () => void): void {
    try {
      work();
    } catch (error) {
      log.warn('a gap could not be written', { error: errorName(error) });
    }
  }

  function writeEnds(): void {
    for (const [id, to] of ends) {
      close(id, to);
      ends.delete(id);
    }
  }

  return {
    began(reason, connectionId, from) {
      writing(() => {
        const gap = find(reason, connectionId);
        if (gap) ends.delete(gap.id);
        else told(store.gaps.add({ connectionId, reason, from: from ?? clock.now(), to: null }));
      });
    },
    ended(reason, connectionId) {
      writing(() => {
        const gap = find(reason, connectionId);
        if (gap && !ends.has(gap.id)) ends.set(gap.id, clock.now());
        writeEnds();
      });
    },
    slept(sleptMs) {
      const now = clock.now();
      // The clock knows better where the beginning of the sleep was not told.
      const from = missed(now) > shortestGap ? lastBeat : Math.max(now - sleptMs, lastBeat);
      // The next beat would see the same sleep again.
      lastBeat = now;
      if (now - from > shortestGap) writing(() => add('asleep', from, now));
    },
    update(id, patch) {
      const no = numberOf(id, patch.recovered ?? 0);
      if (patch.state === 'filled') {
        brief.delete(id);
        written.delete(id);
      }
      if (no === null) return;
      store.gaps.update(no, patch);
      told(no);
    },
    lasts: (connectionId) =>
      open().some((gap) => gap.connectionId === null || gap.connectionId === connectionId),
    start() {
      const now = clock.now();
      const alive = store.lastAlive();
      for (const gap of open()) close(gap.id, now);
      if (alive !== null && now - alive > shortestGap) add('closed', alive, now);
      else if (alive !== null) suspect('closed', alive, now);
      lastBeat = now;
      sign(now);
    },
    look() {
      const now = clock.now();
      const sleptMs = missed(now);
      writing(() => {
        if (sleptMs > shortestGap) add('asleep', lastBeat, now);
        else if (sleptMs > shortestMiss) suspect('asleep', lastBeat, now);
        writeEnds();
        sign(now);
      });
      lastBeat = now;
      return sleptMs;
    },
    stop() {
      writing(() => store.saveAlive(clock.now()));
    },
  };
}
