// Makes sure that a data folder exists and can be written.
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { err, ok, type Result } from '#shared/result';

/**
 * @param path absolute path of the folder; missing ones on the way are made too, for this person alone
 * @returns `data-unwritable` with the system's code
 */
export function prepareFolder(path: string): Result<null> {
  try {
    makeFolder(path);
    accessSync(path, constants.W_OK);
    return ok(null);
  } catch (error) {
    return err({ code: 'data-unwritable', params: { path, reason: codeOf(error) } });
  }
}

/**
 * Step by step, since Node's own `recursive` tries for ever where the system says that a new folder does not exist
 * although its parent does, as in /proc.
 */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it meanwhile; a file in its place stays an error.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown';
