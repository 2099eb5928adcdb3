// The words of the public address: what a way to the outside must offer, and what the person is told about it.
import type { Problem, Result } from '#shared/result';

/** A way to make the receiver reachable. It opens one link at a time and never repairs one: that is the supervisor's. */
export interface TunnelProvider {
  /** A program of the person's own keeps the way: there is nothing to open, and it may stand whatever we think of it. */
  readonly isForeign?: boolean;
  /** @returns ms between two proofs of a link that works, by what they cost; absent: seldom */
  proveEvery?(): number;
  /**
   * @param failures tries in a row that have failed
   * @returns ms between two tries at most; absent: the usual half minute
   */
  longestWait?(failures: number): number;
  /**
   * @param receiver where requests are to be carried, `http://127.0.0.1:PORT`
   * @param signal aborted when nobody waits any longer; a provider that can gives up at once. A link that comes all the
   * same is closed by the supervisor.
   * @returns an open link, or why there is none; never throws, and leaves nothing behind when it fails
   */
  open(receiver: string, signal: AbortSignal): Promise<Result<TunnelLink, TunnelFault>>;
}

export interface TunnelLink {
  /** https (or loopback http) address without a path. */
  readonly url: string;
  /** Resolves once, when the link is gone for whatever reason; `null` after `close`. */
  readonly gone: Promise<TunnelFault | null>;
  close(): Promise<void>;
}

/** Why there is no link, and how soon another try makes sense. */
export interface TunnelFault {
  readonly problem: Problem;
  /**
   * `soon`: own back-off. `held`: the same, but every ten seconds at least, until an old session lets go. `slow`: once a
   * minute. `rare`: every five, for what may take days. `never`: only the person can help.
   */
  readonly retry: 'soon' | 'held' | 'slow' | 'rare' | 'never';
}

export interface ProbeFault extends TunnelFault {
  /**
   * Why services may come through all the same. `name`: this machine cannot look the name up. `silence`: nothing answered,
   * as behind a router that leads nobody back into its own network. `stranger`: another program answered, as where a web
   * server forwards the deliveries and nothing else. Absent: they do not.
   */
  readonly unclear?: 'name' | 'silence' | 'stranger';
}

/** Asks the receiver through the public address. */
export interface Probe {
  /**
   * @param timeoutMs how long to wait for the answer
   * @returns ms of the way there and back, or why nothing came back
   */
  ask(
    url: string,
    timeoutMs: number,
  ): Promise<Result<{ readonly roundTripMs: number }, ProbeFault>>;
}
