// Whether a connection needs a public address; a person whose connections need none is never asked for one. Pure.
import type { ConnectionView } from './connection';
import { isLoopback } from './loopback';
import type { SourceInfo } from './source-info';

type AddressFacts = Pick<ConnectionView, 'demo' | 'config' | 'live'> & {
  readonly subscriptions: readonly unknown[];
};

/**
 * A connection whose server runs on this machine, or that belongs to the demo, reaches the receiver without one. A service
 * with a live channel needs none where the channel is opened; without credentials for it, webhooks are all there is.
 */
export function needsPublicAddress(
  { demo, config, live, subscriptions }: AddressFacts,
  { abilities }: Pick<SourceInfo, 'abilities'>,
): boolean {
  const hears = live !== null && (live.kind !== 'off' || subscriptions.length === 0);
  return (abilities.needsPublicAddress || !hears) && !demo && !isHere(config.server);
}

/** @param server as it was entered; @returns whether it runs on this machine */
export function isHere(server: unknown): boolean {
  return typeof server === 'string' && isLoopback(server);
}
