// The log of a base's operations: numbered without holes, told newest first, 25 a page, and kept for some days.
import { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';
import { callWith } from '../server/base-api';
import type { BaseToken } from '../server/base-token';
import { type Access, hostOf } from '../server/client';

/** As it came; `op_id` rises by one with every operation: https://api.seatable.com/reference/getbaseactivitylog */
const logEntry = z.looseObject({ op_id: z.number().int(), operation: z.unknown() });
export type LogEntry = z.output<typeof logEntry>;
const logPage = z.object({ operations: z.array(logEntry) });

/** More are not given, whatever is asked for. */
const pageSize = 25;
/** Pages of one stretch: as many calls as leave room for others in the minute that the service counts. */
const pagesAtOnce = 20;

export interface Stretch {
  /** Oldest first. */
  readonly entries: readonly LogEntry[];
  /** Number of the last operation that is read with these. */
  readonly last: number;
  /** There are newer ones. */
  readonly more: boolean;
  /** false: the log no longer reaches back, so something is missing before these. */
  readonly complete: boolean;
}

/** Servers that have none, and tokens that may not read it. */
export const isWithoutLog = ({ code }: Problem): boolean =>
  code === 'service-not-found' || code === 'service-refused' || code === 'service-shape';

/** @returns the newest operation; null while there is none */
export async function newestIn(access: Access, base: BaseToken): Promise<Result<LogEntry | null>> {
  const first = await readPage(access, base, 1);
  return first.ok ? ok(first.value[0] ?? null) : first;
}

/**
 * @param after number of an operation; those that came later are read, the oldest of them first
 * @param part of a usual stretch, above 0 and up to 1
 */
export async function readAfter(
  access: Access,
  base: BaseToken,
  after: number,
  part = 1,
): Promise<Result<Stretch>> {
  const pages = Math.max(1, Math.floor(pagesAtOnce * part));
  const first = await readPage(access, base, 1);
  if (!first.ok) return first;
  const newest = first.value[0]?.op_id ?? 0;
  // A smaller number than one that was read: another log stands in its place, as after a base was put back.
  if (newest <= after) {
    return ok({ entries: [], last: newest, more: false, complete: newest === after });
  }
  const oldestPage = Math.ceil((newest - after) / pageSize);
  const found = oldestPage <= pages ? ok(1) : await locate(access, base, after, oldestPage);
  if (!found.ok) return found;
  const start = oldestPage <= pages ? 1 : Math.max(1, found.value - pages + 1);
  return walk(access, base, after, { start, newest, first: start === 1 ? first.value : null });
}

interface Walk {
  readonly start: number;
  readonly newest: number;
  /** Page 1, where the walk starts there. */
  readonly first: readonly LogEntry[] | null;
}

/** From newer to older: what is added meanwhile moves entries to later pages, so that some are seen twice and none is missed. */
async function walk(
  access: Access,
  base: BaseToken,
  after: number,
  { start, newest, first }: Walk,
): Promise<Result<Stretch>> {
  const byNumber = new Map<number, LogEntry>();
  let reached = false;
  let former = '';
  for (let number = start; !reached; number += 1) {
    const page = number === 1 && first ? ok(first) : await readPage(access, base, number);
    if (!page.ok) return page;
    const likeness = page.value.map((one) => one.op_id).join();
    if (page.value.length === 0) break;
    if (likeness === former)
      return err({ code: 'cursor-repeats', params: { host: hostOf(access) } });
    former = likeness;
    for (const one of page.value) byNumber.set(one.op_id, one);
    reached = (page.value.at(-1)?.op_id ?? 0) <= after + 1;
  }
  const entries = [...byNumber.values()]
    .filter((one) => one.op_id > after)
    .sort((a, b) => a.op_id - b.op_id);
  const last = entries.at(-1)?.op_id ?? after;
  return ok({ entries, last, more: last < newest, complete: reached });
}

/** @returns the last page that has something newer than `after`; the log may end before the page that is reckoned */
async function locate(
  access: Access,
  base: BaseToken,
  after: number,
  reckoned: number,
): Promise<Result<number>> {
  let known = 1;
  let beyond = reckoned + 1;
  let probe = reckoned;
  while (beyond - known > 1) {
    const page = await readPage(access, base, probe);
    if (!page.ok) return page;
    if ((page.value[0]?.op_id ?? 0) > after) known = probe;
    else beyond = probe;
    probe = Math.floor((known + beyond) / 2);
  }
  return ok(known);
}

/** @returns newest first */
async function readPage(
  access: Access,
  base: BaseToken,
  number: number,
): Promise<Result<readonly LogEntry[]>> {
  const answer = await callWith(access, base, {
    method: 'GET',
    path: 'operations/',
    query: { page: String(number), per_page: String(pageSize) },
    answer: logPage,
  });
  return answer.ok ? ok(answer.value.operations.toSorted((a, b) => b.op_id - a.op_id)) : answer;
}
