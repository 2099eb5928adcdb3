// Where a running instance listens for the command line of the same person.
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Bytes that a socket's path may have on every system: macOS takes 104 with the closing zero, Linux 108 (unix(7)). */
const longestPath = 100;

/** Beside the database, readable by its owner alone: who can read it may ask. */
const note = z.object({ path: z.string().min(1), token: z.string().min(1) });

export const noteIn = (dataDir: string) => join(dataDir, 'control.json');

/**
 * A socket in the data folder; under the temporary folder where that path would be too long, in a folder of this person
 * alone; a named pipe on Windows.
 */
export function placeFor(dataDir: string): string {
  // The other end may have been started in another folder.
  const folderOf = resolve(dataDir);
  const digest = createHash('sha256').update(folderOf).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\tablewatch-${digest}`;
  const near = join(folderOf, 'control.sock');
  if (Buffer.byteLength(near) <= longestPath) return near;
  const folder = join(tmpdir(), `tablewatch-${process.getuid?.() ?? 'user'}`);
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  const { uid, mode } = lstatSync(folder);
  const isOurs =
    uid === process.getuid?.() && (mode & 0o077) === 0 && (mode & 0o170000) === 0o040000;
  if (!isOurs)
    throw new Error('the temporary folder for the control socket belongs to somebody else');
  return join(folder, `${digest}.sock`);
}

/** @returns what a running instance has noted; null when none has */
export function readNote(dataDir: string): z.infer<typeof note> | null {
  try {
    return note.parse(JSON.parse(readFileSync(noteIn(dataDir), 'utf8')));
  } catch {
    return null;
  }
}
