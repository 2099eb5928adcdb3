// Tells what the disk refused from what we did wrong, by SQLite's result codes.
import { statfsSync } from 'node:fs';
import { StoreFailure } from './store';

/** Primary result codes that come from the world, https://www.sqlite.org/rescode.html. */
const codes = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  io: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  noLargeFile: 22,
  notADatabase: 26,
} as const;
const worldly: ReadonlySet<number> = new Set(Object.values(codes));

/** @returns SQLite's primary result code of an error, or null when SQLite did not throw it */
export function resultCode(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : null;
}

export const isDamage = (error: unknown) => {
  const code = resultCode(error);
  return code === codes.corrupt || code === codes.notADatabase;
};
export const isBusy = (error: unknown) => resultCode(error) === codes.busy;

/** @returns a `StoreFailure` for what the disk refused; any other error as it is: a bug of ours */
export function asFailure(error: unknown, path: string): unknown {
  const code = resultCode(error);
  if (code === null || !worldly.has(code)) return error;
  // A full disk also shows as an I/O error (the WAL's index) or as a file that cannot be made.
  const full =
    code === codes.full || ((code === codes.io || code === codes.cannotOpen) && noSpaceAt(path));
  return new StoreFailure(full ? 'full' : 'failed', error);
}

function noSpaceAt(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize < 64 * 1024;
  } catch {
    return false;
  }
}
