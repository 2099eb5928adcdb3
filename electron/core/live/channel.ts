// One live channel, watched over: opened, opened again when it breaks, renewed when it may have died unheard.
import type { LiveView } from '#shared/connection';
import type { Problem, ProblemCode, Result } from '#shared/result';
import type { Clock } from '../ports';
import type { LiveListener, LiveMessage } from '../sources/source';
import { restAfter } from './back-off';

export type Retry = Parameters<LiveListener['down']>[1];

/** A channel that is being opened, and then is open. */
export interface Opening {
  /** Whether it came up. `retry` null: the source has not said when to try again. */
  readonly outcome: Promise<
    Result<null, { readonly problem: Problem; readonly retry: Retry | null }>
  >;
  close(): void;
}

/** The right to open it; where clients take each other's messages, one at a time has it. */
export type Permit = Result<{ release(): void }>;

export interface ChannelNeeds {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly permit: () => Permit;
  /** Opens it once, with the secrets of today. */
  readonly open: (listener: Pick<LiveListener, 'deliver'> & Ends) => Opening;
  readonly deliver: (message: LiveMessage) => Promise<boolean>;
  /** Changes made from now on arrive. */
  readonly onUp: () => void;
  /** It is not, or no longer, up. Told at every try that fails. */
  readonly onDown: () => void;
  /** What `view` says has changed. */
  readonly onChange: () => void;
}

export interface Ends {
  /** It was up, and is gone. */
  ended(problem: Problem, retry: Retry): void;
}

export interface Channel {
  view(): LiveView;
  /** It rests after a failure: try now. It is up but has been silent: open it anew. */
  wake(): void;
  /** Like `wake`, and also where only the person could help: the person says that they did. */
  again(): void;
  close(): void;
}

/** ms of silence after which a channel that may have died in a sleep is not trusted. */
const silentAfter = 10_000;
/** ms between two looks at whether another has given up the right to open it. */
const permitEvery = 5000;
/** ms that a channel must last before its next failure counts as the first. */
const steadyAfter = 30_000;
/** ms between two times that the page is told of messages. */
const messageNewsEvery = 1000;

/** Problems of opening it that only the person can mend. */
const lasting: ReadonlySet<ProblemCode> = new Set([
  'sign-in-needed',
  'secret-lost',
  'setup-invalid',
  'service-refused',
  'token-expired',
  'not-found',
]);

/** What only the person can mend, as far as the service says; some say it for a moment alone, so it is tried again by itself. */
const refusals: ReadonlySet<ProblemCode> = new Set([
  'app-refused',
  'service-refused',
  'live-too-old',
  'live-untrusted',
]);
const isRefusal = ({ code }: Problem): boolean => refusals.has(code);

/** Nothing is opened before `wake`. */
export function createChannel(needs: ChannelNeeds): Channel {
  const { clock } = needs;
  let view: LiveView = { kind: 'connecting' };
  let opening: Opening | null = null;
  let permit: { release(): void } | null = null;
  let cancel = () => {};
  let tries = 0;
  /** Rises with every opening, so that what an earlier one still says is not heard. */
  let turn = 0;
  let closed = false;
  let newsAt = 0;

  function show(next: LiveView): void {
    view = next;
    needs.onChange();
  }

  function drop(): void {
    turn += 1;
    cancel();
    const former = opening;
    opening = null;
    former?.close();
  }

  function giveUp(problem: Problem): void {
    permit?.release();
    permit = null;
    show({ kind: 'failed', problem });
    needs.onDown();
  }

  function rest(problem: Problem, retry: Retry): void {
    if (retry === 'never') {
      giveUp(problem);
      return;
    }
    tries += 1;
    const ms = restAfter(tries, retry, needs.random());
    cancel = clock.after(ms, () => void open());
    const at = clock.now() + ms;
    show(isRefusal(problem) ? { kind: 'failed', problem } : { kind: 'retrying', at, problem });
    needs.onDown();
  }

  async function open(): Promise<void> {
    drop();
    if (closed) return;
    const mine = turn;
    if (!permit) {
      const asked = needs.permit();
      if (!asked.ok) {
        giveUp(asked.error);
        cancel = clock.after(permitEvery, () => void open());
        return;
      }
      permit = asked.value;
    }
    // A refusal stays until it is taken back.
    const isRefused = view.kind === 'failed' && isRefusal(view.problem);
    if (view.kind !== 'connecting' && !isRefused) show({ kind: 'connecting' });
    opening = needs.open({
      async deliver(message) {
        if (closed) return false;
        heard(mine);
        return needs.deliver(message);
      },
      ended(problem, retry) {
        if (mine !== turn || closed) return;
        if (view.kind === 'on' && clock.now() - view.since >= steadyAfter) tries = 0;
        opening = null;
        turn += 1;
        rest(problem, retry);
      },
    });
    const outcome = await opening.outcome;
    if (mine !== turn || closed) return;
    if (!outcome.ok) {
      const { problem, retry } = outcome.error;
      opening = null;
      rest(problem, retry ?? retryOf(problem));
      return;
    }
    show({ kind: 'on', since: clock.now(), lastMessageAt: null });
    needs.onUp();
  }

  function heard(mine: number): void {
    if (mine !== turn || view.kind !== 'on') return;
    const now = clock.now();
    view = { ...view, lastMessageAt: now };
    if (now - newsAt < messageNewsEvery) return;
    newsAt = now;
    needs.onChange();
  }

  function isSilent(): boolean {
    if (view.kind !== 'on') return true;
    return clock.now() - (view.lastMessageAt ?? view.since) > silentAfter;
  }

  return {
    view: () => view,
    wake() {
      if (closed || !isSilent()) return;
      // A refusal that only the person can mend stays one, unless it is for want of a permit.
      if (view.kind === 'failed' && view.problem.code !== 'live-elsewhere') return;
      void open();
    },
    again() {
      if (!closed && view.kind !== 'on') void open();
    },
    close() {
      if (closed) return;
      closed = true;
      drop();
      permit?.release();
      permit = null;
    },
  };
}

function retryOf({ code }: Problem): Retry {
  if (lasting.has(code)) return 'never';
  return code === 'budget-spent' || code === 'service-busy' ? 'slow' : 'soon';
}
