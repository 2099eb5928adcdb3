// A disk that runs full: the sender is asked to come again, the health turns red, nothing accepted is lost, and space heals it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectSeaTable, type Desk, expectOk, openDesk, post, seatableEdit } from './desk';

/** A disk of 4 MiB, or why there is none. */
function mountSmallDisk(): { readonly path: string } | { readonly reason: string } {
  const path = mkdtempSync(join(tmpdir(), 'tablewatch-disk-'));
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', path], { stdio: 'pipe' });
    return { path };
  } catch (error) {
    rmSync(path, { recursive: true });
    return { reason: error instanceof Error ? error.message : 'mount failed' };
  }
}

let disk: ReturnType<typeof mountSmallDisk>;
let desk: Desk | undefined;
beforeEach(() => {
  disk = mountSmallDisk();
});
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  if (!('path' in disk)) return;
  // Lazily: SQLite lets go of the file when its last statement is collected.
  execFileSync('/bin/umount', ['-l', disk.path]);
  rmSync(disk.path, { recursive: true });
});

test('503 while full, 200 with space again', async (context) => {
  if (!('path' in disk)) return context.skip(`no small disk can be mounted: ${disk.reason}`);
  desk = await openDesk({ dataDir: join(disk.path, 'data') });
  const address = await connectSeaTable(desk);
  expect((await post(address, seatableEdit('r1', 'a', 'b'))).status).toBe(200);
  await desk.sawEvents(1);

  const filler = join(disk.path, 'filler');
  const { bavail, bsize } = statfsSync(disk.path);
  writeFileSync(filler, Buffer.alloc(bavail * bsize));
  expect((await post(address, seatableEdit('r2', 'a', 'x'.repeat(50_000)))).status).toBe(503);
  const full = expectOk(await desk.core.api['status.get']({}));
  expect(full).toMatchObject({ health: 'failed', problems: [{ code: 'store-full' }], events: 1 });

  unlinkSync(filler);
  expect((await post(address, seatableEdit('r2', 'a', 'x'.repeat(50_000)))).status).toBe(200);
  expect((await desk.sawEvents(2)).map((event) => event.record?.id)).toEqual(['r1', 'r2']);
  expect(expectOk(await desk.core.api['status.get']({})).health).toBe('ok');
});
