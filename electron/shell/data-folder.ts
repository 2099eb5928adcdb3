// Makes sure of the data folder before Electron puts its profile there: its own failure would be silent.
import { accessSync, constants, mkdirSync } from 'node:fs';
import { err, ok, type Result } from '#shared/result';

export function prepareFolder(path: string): Result<null> {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.W_OK);
    return ok(null);
  } catch (cause) {
    const reason =
      cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
        ? cause.code
        : 'unknown';
    return err({ code: 'data-unwritable', params: { path, reason } });
  }
}
