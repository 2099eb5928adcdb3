// Opens a data folder for one command, and closes it whatever happens.
import { type Archive, clock, openArchive } from '#core/core';
import { fail, type Say } from './failure';
import { log } from './ports';

export async function withArchive(
  dataDir: string,
  t: Say,
  work: (archive: Archive) => void | Promise<void>,
): Promise<void> {
  const archive = openArchive(dataDir, { clock, log });
  if (!archive.ok) return fail(t, archive.error);
  try {
    await work(archive.value);
  } finally {
    archive.value.close();
  }
}
