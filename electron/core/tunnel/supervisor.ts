// Keeps one link to the outside alive: opens it, has it proved, and opens it anew when it dies or fails its proof.
import { err, type Problem } from '#shared/result';
import type { TunnelState } from '#shared/tunnel';
import type { Clock } from '../ports';
import { errorName } from '../redact-log';
import { countFailure, waitAfter } from './backoff';
import type { Probe, ProbeFault, TunnelFault, TunnelLink, TunnelProvider } from './tunnel';

/**
 * ms between two proofs of a link that works. A lost link is noticed by the link itself; this finds what only the way
 * through the address shows, e.g. a used-up quota, and may cost no great part of one: about 4400 requests a month.
 */
const proveEvery = 10 * 60_000;
/** ms for a proof: of a new link, and of one that was there before the machine slept or changed its network. */
const patience = { fresh: 10_000, doubtful: 2500 } as const;
/** ms that a link has to close. */
const farewell = 1000;

export interface Supervisor {
  state(): TunnelState;
  /** Of the link that stands, proved or not yet. */
  linkUrl(): string | null;
  /**
   * Opens a link, after closing the one of another provider; does nothing when it runs with this one already.
   * @param receiver where requests are to be carried, `http://127.0.0.1:PORT`
   */
  start(provider: TunnelProvider, receiver: string): void;
  /** Closes the link; resolves after at most a second. */
  stop(): Promise<void>;
  /** The machine woke up or its network changed: tries at once, or looks whether the link still stands. */
  wake(): void;
  /** The person wants to know: as `wake`, with all the time that a slow link may need. */
  check(): void;
  /** Somebody else's request has come in through the public address. */
  arrived(): void;
}

export interface SupervisorNeeds {
  readonly clock: Clock;
  readonly probe: Probe;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly onState: (state: TunnelState) => void;
}

/** One stretch from start to stop. */
interface Run {
  readonly provider: TunnelProvider;
  readonly receiver: string;
  failures: number;
  link: TunnelLink | null;
  /** ms since 1970 since when the link works; null while it does not. */
  onlineSince: number | null;
  /** A question of ours has come back, so that it is a loss when none does. */
  answered: boolean;
  /** ms since 1970 of the last request that arrived while no question of ours comes back; null: no such thing. */
  heardAt: number | null;
  /** Stops what is under way: a try, or the wait for one or for the next proof. */
  cancel: () => void;
}

export function createSupervisor({ clock, probe, random, onState }: SupervisorNeeds): Supervisor {
  let state: TunnelState = { kind: 'off' };
  let run: Run | null = null;
  /** A name is free only once the link before has let go of it. */
  let closing: Promise<void> = Promise.resolve();

  function enter(next: TunnelState): void {
    if (next.kind === state.kind && (next.kind === 'off' || next.kind === 'connecting')) return;
    state = next;
    onState(next);
  }

  async function open(mine: Run): Promise<void> {
    mine.cancel();
    let given = false;
    mine.cancel = () => {
      given = true;
    };
    enter({ kind: 'connecting' });
    await closing;
    if (given) return;
    const attempt = new AbortController();
    const opening = mine.provider
      .open(mine.receiver, attempt.signal)
      .catch((cause: unknown) => err(brokenBy(cause)));
    mine.cancel = () => {
      given = true;
      attempt.abort();
      settle(opening.then((late) => (late.ok ? late.value.close() : undefined)));
    };
    const opened = await opening;
    if (given) return;
    mine.cancel = () => {};
    if (!opened.ok) return fail(mine, opened.error);
    const link = opened.value;
    mine.link = link;
    if (mine.heardAt !== null) online(mine, link, mine.heardAt, null);
    void link.gone.then((fault) => {
      // null is our own doing, and then the link is no longer this one.
      if (mine.link === link && fault !== null) fail(mine, fault);
    });
    await prove(mine, link, patience.fresh);
  }

  async function prove(mine: Run, link: TunnelLink, timeoutMs: number): Promise<void> {
    mine.cancel();
    let stale = false;
    mine.cancel = () => {
      stale = true;
    };
    const answer = await probe.ask(link.url, timeoutMs);
    if (stale || mine.link !== link) return;
    if (!answer.ok) return doubt(mine, link, answer.error, timeoutMs === patience.doubtful);
    mine.answered = true;
    mine.heardAt = null;
    online(mine, link, clock.now(), answer.value.roundTripMs);
    proveLater(mine, link, mine.provider.proveEvery?.() ?? proveEvery);
  }

  function online(
    mine: Run,
    { url }: TunnelLink,
    provedAt: number,
    roundTripMs: number | null,
  ): void {
    mine.onlineSince ??= clock.now();
    enter({ kind: 'online', url, provedAt, roundTripMs });
  }

  /** @param woken the proof was asked because the machine or its network came back: then there is no time to lose */
  function doubt(mine: Run, link: TunnelLink, fault: ProbeFault, woken: boolean): void {
    if (isLoss(fault, mine)) {
      fail(mine, fault);
      if (woken && fault.retry === 'soon') again(mine);
      return;
    }
    if (mine.heardAt !== null) {
      online(mine, link, mine.heardAt, null);
      proveLater(mine, link, mine.provider.proveEvery?.() ?? proveEvery);
      return;
    }
    mine.failures = countFailure(mine.failures, onlineFor(mine));
    mine.onlineSince = null;
    enter({ kind: 'unproved', url: link.url, problem: fault.problem });
    proveLater(mine, link, waitOf(mine, 'soon') ?? proveEvery);
  }

  function proveLater(mine: Run, link: TunnelLink, ms: number): void {
    mine.cancel = clock.after(ms, () => void prove(mine, link, patience.fresh));
  }

  function fail(mine: Run, fault: TunnelFault): void {
    mine.failures = countFailure(mine.failures, onlineFor(mine));
    drop(mine);
    wait(mine, fault.problem, waitOf(mine, fault.retry));
  }

  const waitOf = ({ provider, failures }: Run, retry: TunnelFault['retry']) =>
    waitAfter(retry, failures, random(), provider.longestWait?.(failures));

  function wait(mine: Run, problem: Problem, ms: number | null): void {
    if (ms === null) {
      enter({ kind: 'failed', problem });
      return;
    }
    mine.cancel = clock.after(ms, () => void open(mine));
    enter({ kind: 'retrying', at: clock.now() + ms, problem });
  }

  /** What failed in another network says nothing about this one. */
  function again(mine: Run): void {
    mine.failures = 0;
    void open(mine);
  }

  /** Lets go of the link, the try and the timer. */
  function drop(mine: Run): void {
    mine.cancel();
    mine.cancel = () => {};
    mine.onlineSince = null;
    mine.heardAt = null;
    const { link } = mine;
    mine.link = null;
    if (link) settle(link.close());
  }

  /** Whatever opens next waits for this, but not for ever. */
  function settle(work: Promise<unknown>): void {
    let cancel = () => {};
    const late = new Promise<void>((resolve) => {
      cancel = clock.after(farewell, resolve);
    });
    const settled = Promise.race([work, late]).then(cancel, cancel);
    closing = Promise.all([closing, settled]).then(() => {});
  }

  function look(timeoutMs: number): void {
    if (run === null || state.kind === 'failed') return;
    if (run.link !== null) void prove(run, run.link, timeoutMs);
    else again(run); // a try that hangs in the old network is given up
  }

  const onlineFor = ({ onlineSince }: Run) =>
    onlineSince === null ? null : clock.now() - onlineSince;

  function end(): void {
    const mine = run;
    run = null;
    if (mine) drop(mine);
  }

  return {
    state: () => state,
    linkUrl: () => run?.link?.url ?? null,
    start(provider, receiver) {
      if (run?.provider === provider && run.receiver === receiver) return;
      end();
      run = {
        provider,
        receiver,
        failures: 0,
        link: null,
        onlineSince: null,
        answered: false,
        heardAt: null,
        cancel: () => {},
      };
      void open(run);
    },
    async stop() {
      end();
      enter({ kind: 'off' });
      await closing;
    },
    wake: () => look(patience.doubtful),
    check: () => look(patience.fresh),
    arrived() {
      if (run === null || (state.kind === 'online' && run.heardAt === null)) return;
      // What comes without a link is the last of one that is gone, unless the way was never ours.
      if (run.link === null && !run.provider.isForeign) return;
      run.heardAt = clock.now();
      run.answered = false;
      // While it lasts, the time of the last one is told with the next question.
      if (state.kind === 'online') return;
      if (run.link !== null) online(run, run.link, run.heardAt, null);
      else again(run);
    },
  };
}

/** Whether a failed question says that services do not come through either. */
function isLoss({ unclear }: ProbeFault, { answered, heardAt }: Run): boolean {
  if (unclear === 'silence') return answered;
  if (unclear === 'stranger') return heardAt === null;
  return unclear !== 'name';
}

/** A provider never throws; if one does all the same, its name for it is said and the tunnel tries on. */
function brokenBy(cause: unknown): TunnelFault {
  return { problem: { code: 'internal', params: { reason: errorName(cause) } }, retry: 'slow' };
}
