// A folder that one version of the app leaves behind and another opens.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import type { FeedCursor, FeedPage, FeedRow } from '#shared/feed';
import type { Status } from '#shared/status';
import { connectSeaTable, type Desk, expectOk, openDesk, post } from './desk';
import { type Reading, readingSource, type SaidBody, said } from './reading-source';

export let folder: string;
let latest: Desk | null = null;
export const noon = Date.now() - 3_600_000;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tablewatch-reread-'));
});
afterEach(async () => {
  await latest?.close();
  latest = null;
  rmSync(folder, { recursive: true, force: true });
});

/** A version of the app on the folder; the last one is closed after the test. */
export async function open(how: Reading): Promise<Desk> {
  latest = null;
  latest = await openDesk({ dataDir: folder, sources: [readingSource(how)] });
  return latest;
}

export const rowsOf = async ({ core }: Desk): Promise<readonly FeedRow[]> =>
  expectOk(await core.api['feed.page']({ query: '', after: null, limit: 200 })).rows;

export async function allRowsOf({ core }: Desk): Promise<readonly FeedRow[]> {
  const rows: FeedRow[] = [];
  let after: FeedCursor | null = null;
  do {
    const page: FeedPage = expectOk(await core.api['feed.page']({ query: '', after, limit: 200 }));
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}

export const progressOf = async ({ core }: Desk): Promise<Status['rereading']> =>
  expectOk(await core.asked.status()).status.rereading;

/** What an older version made of these deliveries; `read` are records whose rows a person has looked at. */
export async function older(
  how: Reading,
  bodies: readonly SaidBody[],
  events: number,
  read: readonly string[] = [],
): Promise<readonly FeedRow[]> {
  const old = await open(how);
  const address = await connectSeaTable(old);
  for (const body of bodies) await post(address, JSON.stringify(body));
  await expect.poll(async () => (await rowsOf(old)).length).toBe(events);
  const pending = async () => expectOk(await old.core.api['status.get']({})).queue.pending;
  await expect.poll(pending).toBe(0);
  const ids = (await rowsOf(old)).flatMap((row) =>
    row.record && read.includes(row.record.id) ? [row.id] : [],
  );
  expectOk(await old.core.api['feed.mark']({ target: { ids }, unread: false }));
  const rows = await rowsOf(old);
  await old.core.stop();
  return rows;
}

/** Opens the folder with a newer version, and waits until it has read what is due. */
export async function newer(how: Reading): Promise<Desk> {
  const opened = await open(how);
  await expect.poll(() => progressOf(opened), { timeout: 10_000 }).toBeNull();
  return opened;
}

/** Stores one edited row for each delivery, a second apart, as the version with reading 1 does. @returns the path to post to */
export async function fillFolder(count: number): Promise<string> {
  const old = await open({ reading: 1 });
  const { pathname } = new URL(await connectSeaTable(old));
  for (let at = 0; at < count; at += 100) {
    const some = Array.from({ length: Math.min(100, count - at) }, (_, place) => at + place);
    await Promise.all(
      some.map((no) => {
        const body = said(no, `r${no}`, noon - no * 1000, { stage: ['a', 'b'] });
        return post(old.url + pathname, JSON.stringify(body));
      }),
    );
  }
  await old.sawEvents(count);
  await old.core.stop();
  return pathname;
}
