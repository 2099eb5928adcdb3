// The words of the public address: what a way to the outside must offer, and what the person is told about it.
import type { Problem, Result } from '#shared/result';

/** A way to make the receiver reachable. It opens one link at a time and never repairs one: that is the supervisor's. */
export interface TunnelProvider {
  /**
   * @param receiver where requests are to be carried, `http://127.0.0.1:PORT`
   * @returns an open link, or why there is none; never throws, and leaves nothing behind when it fails
   */
  open(receiver: string): Promise<Result<TunnelLink, TunnelFault>>;
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
  /** `soon`: own back-off. `slow`: once a minute. `never`: only the person can help. */
  readonly retry: 'soon' | 'slow' | 'never';
}

export type TunnelState =
  | { readonly kind: 'off' }
  | { readonly kind: 'connecting' }
  /** `provedAt`: ms since 1970 of the last request that came back through the address. */
  | {
      readonly kind: 'online';
      readonly url: string;
      readonly provedAt: number;
      readonly roundTripMs: number;
    }
  /** `at`: ms since 1970 of the next try. */
  | { readonly kind: 'retrying'; readonly at: number; readonly problem: Problem }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Asks the receiver through the public address. */
export interface Probe {
  /** @returns ms of the way there and back, or why nothing came back */
  ask(url: string): Promise<Result<{ readonly roundTripMs: number }, TunnelFault>>;
}
