// Which NocoDB a server runs, and which hooks that one takes.
import type { HookVersion } from './hook-order';

/** The minor version that brought the calls of version 2, with which everything is done. */
const oldest = 202;
/** Hooks of version 3 came with one of these; the newer refuse version 2. */
const between = { from: 262, to: 265 } as const;

/** null for a version that does not say it in numbers. */
function minorOf(version: string | null): number | null {
  const found = /^v?(\d+)\.(\d+)/.exec(version ?? '');
  if (!found) return null;
  // Counted by years or from 1 on, it is newer than all that begin with 0.
  return Number(found[1]) > 0 ? Number.POSITIVE_INFINITY : Number(found[2]);
}

export function isTooOld(version: string | null): boolean {
  const minor = minorOf(version);
  return minor !== null && minor < oldest;
}

/** The hooks to try, in this order. */
export function hookVersions(version: string | null): readonly HookVersion[] {
  const minor = minorOf(version);
  if (minor === null) return ['v3', 'v2'];
  if (minor < between.from) return ['v2', 'v3'];
  return minor >= between.to ? ['v3'] : ['v3', 'v2'];
}
