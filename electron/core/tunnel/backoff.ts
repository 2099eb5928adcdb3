// How long to wait before the next try at a link: short at first, never long, and not all at the same moment. Pure.
import type { TunnelFault } from './tunnel';

const first = 1000;
const usual = 30_000;
/** For what an old session of ours may still hold, where each try costs next to nothing. */
const brief = 10_000;
/** For what another minute may mend: a name held by somebody else's connection, a rate. */
const slow = 60_000;
/** For what another day may mend: a month's quota. */
const rare = 5 * 60_000;
/** A link that stood this long has shown that it works: its loss is a new one, not the old trouble. */
const settled = 60_000;
/** Part of a wait that chance may add or take, so that a thousand apps do not come back in step. */
const jitter = 0.2;

/**
 * @param failures failed tries in a row, this one included; from 1
 * @param random from 0 to 1
 * @param longest ms, where the wait doubles
 * @returns ms to wait, or null when no try makes sense before the person has done something
 */
export function waitAfter(
  retry: TunnelFault['retry'],
  failures: number,
  random: number,
  longest: number = usual,
): number | null {
  if (retry === 'never') return null;
  const factor = 1 - jitter + 2 * jitter * random;
  if (retry === 'slow') return Math.round(slow * factor);
  if (retry === 'rare') return Math.round(rare * factor);
  const most = retry === 'held' ? Math.min(brief, longest) : longest;
  const doubled = Math.min(most, first * 2 ** (failures - 1));
  return Math.min(most, Math.round(doubled * factor));
}

/**
 * @param before failed tries in a row until now
 * @param onlineFor ms that the link was online before this failure; null when it never was
 */
export function countFailure(before: number, onlineFor: number | null): number {
  return onlineFor !== null && onlineFor >= settled ? 1 : before + 1;
}
