// One operation on a base as the log and the live channel tell it, with the names that it takes to read it.
import { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';
import { parseJson, shapeProblem } from '../../json';
import { column } from '../server/metadata';

const text = z.string().nullish().catch(null);

/**
 * https://api.seatable.com/reference/getbaseactivitylog: `op_time` in ms, `operation` as text. A message of the live channel has
 * neither time nor author, nor a number of its own in the log.
 */
const told = z.object({
  dtable_uuid: z.string().min(1),
  op_time: z.number().nullish().catch(null),
  author: text,
  app: text,
  operation: z.union([z.string(), z.record(z.string(), z.unknown())]),
});

const operation = z.looseObject({ op_type: z.string().min(1) });
export type Operation = z.output<typeof operation>;

const nameTable = z.object({
  _id: z.string(),
  name: z.string(),
  columns: z.array(column),
});
const ids = z.array(z.string());
/** What was told and read of the rows that the operation is about, as they were then. */
const rowsThen = z.object({
  /** Of those whose title it does not tell. */
  titles: z.array(z.object({ tableId: z.string(), rowId: z.string(), title: z.string() })),
  /** What columns show of the rows that they lead to, by row. */
  shown: z.array(
    z.object({ tableId: z.string(), key: z.string(), names: z.record(z.string(), z.string()) }),
  ),
  /** Where the operation tells what came and went alone: all that the row led to before and after it. */
  lists: z.array(z.object({ tableId: z.string(), rowId: z.string(), before: ids, after: ids })),
  /** Cells before an edit that does not say it itself, as operations before it told them; null: empty. */
  former: z
    .array(
      z.object({
        ...{ tableId: z.string(), rowId: z.string() },
        cells: z.record(z.string(), z.unknown()),
      }),
    )
    .default([]),
});
export type RowsThen = z.output<typeof rowsThen>;

const names = z.object({
  base: z.string().nullish(),
  workspace: z.string().nullish(),
  tables: z.array(nameTable).default([]),
  people: z.record(z.string(), z.string()).default({}),
  /** What the table or column that it renames or removes was called before, where the operation does not say. */
  former: z.string().nullish().catch(null),
  rows: rowsThen.nullish().catch(null),
});
export type Names = z.output<typeof names>;

const nobody: Names = { tables: [], people: {} };

/** Looked up when the entry was read, so that it can be read the same way for ever. */
const body = z.object({ entry: told, names: names.catch(nobody).default(nobody) });

export interface Entry {
  readonly uuid: string;
  /** ms since 1970 by the service's clock; null when it did not say. */
  readonly at: number | null;
  readonly author: string | null;
  /** Name of the API token that the change was made with. */
  readonly app: string | null;
  readonly operation: Operation;
  readonly names: Names;
}

/** @param entry as the service gave it */
export function entryBody(entry: unknown, known: Names): Uint8Array {
  return Buffer.from(JSON.stringify({ entry, names: known }), 'utf8');
}

/** @returns `not-json`, `not-utf8`, `too-deep` or `unknown-shape` */
export function readEntry(bytes: Uint8Array): Result<Entry, Problem> {
  const json = parseJson(bytes);
  if (!json.ok) return json;
  const checked = body.safeParse(json.value);
  if (!checked.success) return err(shapeProblem(checked.error));
  const { entry, names: known } = checked.data;
  const read = readOperation(entry.operation);
  if (!read.ok) return read;
  const { op_time: at, author, app } = entry;
  return ok({
    uuid: entry.dtable_uuid,
    at: typeof at === 'number' && at >= 1e11 && at < 1e14 ? Math.round(at) : null,
    author: author || null,
    app: app || null,
    operation: read.value,
    names: known,
  });
}

/** @param given JSON within JSON, or what it holds */
export function readOperation(given: unknown): Result<Operation, Problem> {
  const json = typeof given === 'string' ? parseJson(Buffer.from(given, 'utf8')) : ok(given);
  if (!json.ok) return json;
  const checked = operation.safeParse(json.value);
  return checked.success ? ok(checked.data) : err(shapeProblem(checked.error));
}
