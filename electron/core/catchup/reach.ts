// Times in which the public address did not lead here, for each connection that hears through it alone.
import type { TunnelState } from '#shared/tunnel';
import type { Hearer } from '../connections/ways';
import type { Clock } from '../ports';
import type { CatchUp } from './catch-up';

/** ms for which a connection is cut off before it is said; it is counted from its beginning all the same. */
const patience = 10_000;
/** ms after which a link that is lost in silence has been noticed: two unanswered heartbeats. */
const noticedWithin = 20_000;
/** ms after the start in which an address that comes is nobody's concern. */
const atOnce = 3000;

/** What only our own question through the address brings to light; all else the link tells at once. */
const foundByAsking: ReadonlySet<string> = new Set([
  'tunnel-unreachable',
  'tunnel-proxy-fails',
  'tunnel-stranger',
  'ngrok-endpoint-offline',
  'ngrok-edge-lost-agent',
  'ngrok-agent-lost-receiver',
  'ngrok-quota-rate',
  'ngrok-quota-month',
  'ngrok-quota-data',
  'ngrok-quota-connections',
  'ngrok-quota-minute',
  'ngrok-browser-page',
]);

export interface Reach {
  /** To be told every state, each new proof too. */
  heed(state: TunnelState): void;
  /** A delivery has come in through the public address, or one that was ours before. */
  arrived(connectionId: string): void;
  /** Connections, or what their hooks call, may have changed. */
  look(): void;
  /** The machine slept until now, which is told as such. */
  woke(): void;
  start(): void;
  stop(): void;
}

export interface ReachNeeds {
  readonly catchUp: Pick<CatchUp, 'gapBegan' | 'gapEnded'>;
  readonly clock: Clock;
  readonly hearers: () => readonly Hearer[];
}

/** A connection that is cut off. */
interface Cut {
  /** ms since 1970. */
  readonly from: number;
  told: boolean;
  cancel: () => void;
}

export function createReach({ catchUp, clock, hearers }: ReachNeeds): Reach {
  const cuts = new Map<string, Cut>();
  let way: 'stands' | 'gone' | 'unknown' = 'unknown';
  /** ms since 1970 of the last proof or delivery. */
  let provedAt: number | null = null;
  /** Since when nothing may have come through; null: nothing says so. */
  let lostSince: number | null = null;
  let startedAt: number | null = null;

  function began(id: string, cut: Cut): void {
    cut.cancel();
    if (!cut.told) catchUp.gapBegan('unreachable', id, cut.from);
    cut.told = true;
  }

  function cutOff(id: string, from: number): void {
    if (cuts.has(id)) return;
    const cut: Cut = { from, told: false, cancel: () => {} };
    cuts.set(id, cut);
    cut.cancel = clock.after(patience, () => began(id, cut));
  }

  function end(id: string, cut: Cut): void {
    began(id, cut);
    cuts.delete(id);
    catchUp.gapEnded('unreachable', id);
  }

  function judge(): void {
    if (startedAt === null) return;
    const heard = hearers();
    for (const [id, cut] of [...cuts]) {
      if (!heard.some(({ connectionId }) => connectionId === id)) end(id, cut);
    }
    for (const { connectionId: id, follows } of heard) {
      if (way === 'gone' || (way === 'stands' && !follows)) {
        cutOff(id, lostSince ?? clock.now());
      } else if (way === 'stands') {
        if (lostSince !== null) cutOff(id, lostSince);
        const cut = cuts.get(id);
        if (cut) end(id, cut);
      }
    }
    if (way === 'stands') lostSince = null;
  }

  /** What was lost before it was noticed belongs to it. */
  function lastGood(code: string): number {
    const now = clock.now();
    const proved = provedAt ?? startedAt ?? now;
    return foundByAsking.has(code) ? proved : Math.max(proved, now - noticedWithin);
  }

  function heed(state: TunnelState): void {
    const now = clock.now();
    switch (state.kind) {
      case 'online': {
        // A question that comes back now would have come back before; a delivery may only be the first there was to send.
        const isOurs = state.roundTripMs !== null;
        const isNoLoss = (!isOurs && lostSince === startedAt) || isStart(now);
        if (way === 'unknown' && isNoLoss) lostSince = null;
        way = 'stands';
        provedAt = Math.max(provedAt ?? 0, state.provedAt);
        break;
      }
      case 'retrying':
      case 'failed':
        if (way === 'stands') lostSince = lastGood(state.problem.code);
        way = 'gone';
        lostSince ??= now;
        break;
      case 'off':
        lostSince ??= now;
        way = 'gone';
        break;
      case 'connecting':
        // From a way that stands only when the person has chosen another.
        if (way === 'stands') {
          lostSince = now;
          way = 'unknown';
        }
        return;
      case 'unproved':
        if (way === 'gone') return;
        way = 'unknown';
        lostSince ??= provedAt ?? now;
        // A name that only this machine does not know keeps nobody away from the address that it was.
        if (isNameAlone(state) && hearers().every(({ follows }) => follows)) lostSince = null;
        return;
    }
    judge();
  }

  /** Too soon after the start to be worth a word. */
  const isStart = (now: number) =>
    provedAt === null && startedAt !== null && now - startedAt < atOnce;

  return {
    heed,
    arrived(id) {
      const now = clock.now();
      provedAt = now;
      const cut = cuts.get(id);
      if (cut && way === 'gone') {
        end(id, cut);
        lostSince = now;
      }
      judge();
    },
    look: judge,
    woke() {
      if (way === 'stands') provedAt = clock.now();
    },
    start() {
      startedAt = clock.now();
      lostSince = startedAt;
    },
    stop() {
      startedAt = null;
      // How long it lasted is told by the next start.
      for (const [id, cut] of cuts) began(id, cut);
      cuts.clear();
    },
  };
}

const isNameAlone = (state: TunnelState) =>
  state.kind === 'unproved' && state.problem.code === 'tunnel-name-unknown';
