// The file of the vault: names to sealed values, replaced as a whole so that a power cut leaves the old or the new one.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';

/** `sealed`: encrypted by the OS. `plain`: not encrypted, because the person chose so. Both base64. */
const kept = z.object({ kind: z.enum(['sealed', 'plain']), value: z.base64() });
export type Kept = z.infer<typeof kept>;

const fileShape = z.object({
  note: z.string().optional(),
  version: z.literal(1),
  entries: z.record(z.string(), kept),
});

/** @returns no entries when there is no file yet, null when the file cannot be read as ours */
export function readSecrets(path: string): ReadonlyMap<string, Kept> | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' ? new Map() : null;
  }
  try {
    return new Map(Object.entries(fileShape.parse(JSON.parse(text)).entries));
  } catch {
    return null;
  }
}

/** Throws when the disk refuses. */
export function writeSecrets(path: string, entries: ReadonlyMap<string, Kept>): void {
  const plain = [...entries.values()].some((entry) => entry.kind === 'plain');
  const content: z.infer<typeof fileShape> = {
    ...(plain ? { note: 'Entries of kind "plain" are NOT encrypted; this was chosen.' } : {}),
    version: 1,
    entries: Object.fromEntries(entries),
  };
  const next = `${path}.next`;
  const file = openSync(next, 'w', 0o600);
  try {
    writeSync(file, JSON.stringify(content, null, 2));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(next, path);
}
