// What the rows themselves tell of a time that the log no longer reaches: those that were made then, and those last changed then.
import { ok, type Result } from '#shared/result';
import type { Row } from '../../source';
import type { Target } from '../config';
import { type BaseToken, watchedBase } from '../server/base-token';
import type { Access } from '../server/client';
import { type DescribedTable, readTables } from '../server/metadata';
import { rowsSince } from '../server/rows';
import { readOperation } from './entry';
import type { LogEntry } from './log';
import { rowOperations } from './operation-rows';

/** Of one query, and queries for one table: what is more than that is left out, as the gap says anyway. */
const pageSize = 1000;
const pagesAtMost = 5;
const day = 24 * 3_600_000;

/** In the form of the log, as far as a row tells it: `found` says that no log told it. */
export interface FoundEntry {
  readonly found: 'by-time';
  readonly dtable_uuid: string;
  readonly op_time: number;
  readonly author: string | null;
  readonly operation: Readonly<Record<string, unknown>>;
}

interface Span {
  /** ms since 1970, both by the service's clock; what the log tells begins at `to`, null: it tells nothing. */
  readonly from: number;
  readonly to: number | null;
  /** What the log tells from there on. */
  readonly told: readonly LogEntry[];
}

/**
 * Rows that are gone leave no trace, and of one that was changed again since, only the last time is known.
 * @returns oldest first; as the calls otherwise
 */
export async function readByTime(
  access: Access,
  base: BaseToken,
  targets: readonly Target[],
  span: Span,
): Promise<Result<readonly FoundEntry[]>> {
  const { config, secrets } = access;
  // What is watched in a base that is known is compared as a whole, which finds more.
  const isCompared = targets.some((one) => watchedBase(config, one, secrets) !== undefined);
  if (isCompared) return ok([]);
  const all = await readTables(access, base);
  if (!all.ok) return all;
  const chosen = new Set(targets.map(({ tableId }) => tableId));
  const tables = all.value.filter(({ _id }) => chosen.has(undefined) || chosen.has(_id));
  const found: FoundEntry[] = [];
  const isTold = toldIn(span.told);
  for (const table of tables) {
    const rows = await rowsOf(access, base, table, span.from);
    if (!rows.ok) return rows;
    found.push(...rows.value.flatMap((row) => entryOf(row, table, base, span, isTold) ?? []));
  }
  return ok(found.sort((a, b) => a.op_time - b.op_time));
}

async function rowsOf(
  access: Access,
  base: BaseToken,
  table: DescribedTable,
  from: number,
): Promise<Result<readonly Row[]>> {
  const rows: Row[] = [];
  const since = new Date(from - day).toISOString().slice(0, 10);
  for (let page = 0; page < pagesAtMost; page += 1) {
    const where = { day: since, limit: pageSize, offset: page * pageSize };
    const read = await rowsSince(access, base, table.name, where);
    if (!read.ok) return read;
    rows.push(...read.value);
    if (read.value.length < pageSize) break;
  }
  return ok(rows);
}

/** A row's times are a little before those of the log: the first that it tells must not be told twice. */
function toldIn(entries: readonly LogEntry[]) {
  const all = entries.flatMap(({ operation }) => {
    const read = readOperation(operation);
    return read.ok ? (rowOperations(read.value) ?? []) : [];
  });
  const made = new Set(all.flatMap(({ action, rowId }) => (action === 'created' ? [rowId] : [])));
  const seen = new Set(all.map(({ rowId }) => rowId));
  return { made: (id: string) => made.has(id), seen: (id: string) => seen.has(id) };
}

function entryOf(
  { id, cells, created, changed }: Row,
  { _id: tableId }: DescribedTable,
  { uuid }: BaseToken,
  { from, to }: Span,
  isTold: ReturnType<typeof toldIn>,
): FoundEntry | null {
  const isWithin = (at: number) => at > from && (to === null || at < to);
  const entry = (
    stamp: NonNullable<Row['created']>,
    operation: Readonly<Record<string, unknown>>,
  ): FoundEntry => ({
    ...{ found: 'by-time', dtable_uuid: uuid, op_time: stamp.at },
    author: stamp.by?.id ?? null,
    operation: { table_id: tableId, ...operation },
  });
  if (created && isWithin(created.at) && !isTold.made(id)) {
    return entry(created, { op_type: 'insert_row', row_data: { _id: id, ...cells } });
  }
  if (changed && isWithin(changed.at) && !isTold.seen(id)) {
    return entry(changed, { op_type: 'modify_row', row_id: id, updated: {} });
  }
  return null;
}
