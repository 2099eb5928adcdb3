// Whether a connection needs a public address; a person whose connections need none is never asked for one. Pure.
import type { ConnectionView } from '#shared/connection';
import type { SourceInfo } from '#shared/source-info';

/** A connection whose server runs on this machine, or that belongs to the demo, reaches the receiver without one. */
export function needsPublicAddress(
  { demo, config }: Pick<ConnectionView, 'demo' | 'config'>,
  { abilities }: Pick<SourceInfo, 'abilities'>,
): boolean {
  return abilities.needsPublicAddress && !demo && !isHere(config.server);
}

function isHere(server: unknown): boolean {
  if (typeof server !== 'string' || !URL.canParse(server)) return false;
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(server).hostname);
}
