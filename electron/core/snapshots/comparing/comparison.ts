// The body of a delivery that we write ourselves: rows of one table that differ from its snapshot. Durable and replayable.
import { Buffer } from 'node:buffer';
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import type { FieldSchema, Row, TableRef } from '../../sources/source';
import { type Structure, structure } from '../structure/structure';
import type { RowChange } from './compare';
import type { Texts } from './explain';

/** Rows of one delivery: enough to share a transaction, few enough to be read in one turn of the event loop. */
const pieceSize = 200;

const cells = z.record(z.string(), z.unknown());

const row = z.object({
  id: z.string().min(1),
  action: z.enum(['created', 'updated', 'deleted']),
  /** Null: there was no row, or nobody knows what was in it. */
  before: cells.nullable(),
  after: cells.nullable(),
  /** By field, where the service said another text than that of the cell as it was read. */
  beforeTexts: z.record(z.string(), z.string()).optional(),
  afterTexts: z.record(z.string(), z.string()).optional(),
  /** The cell that a person knows the row by. */
  title: z.object({ field: z.string(), value: z.unknown() }).optional(),
  /** ms since 1970 by the service's clock, from what prompted the reading. */
  at: z.number().nullable(),
  /** Who made it, where the service tells. */
  by: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  /** The event that was stored for this change when its values could not be read. */
  fills: z.string().optional(),
  /** The event that it fills told its deletion. */
  stillThere: z.literal(true).optional(),
});
export type ComparedRow = z.infer<typeof row>;

const comparison = z.object({
  comparison: z.literal(1),
  /** Rows that changed by formulas alone, told as a number: `count` of the scan that `began` then (ms since 1970), these among them. */
  byFormula: z
    .object({ began: z.number(), count: z.number(), rows: z.array(row).readonly() })
    .optional(),
  table: z.object({ baseId: z.string(), tableId: z.string().min(1) }),
  rows: z.array(row),
  /** ms since 1970 when the service had answered. */
  readAt: z.number().optional(),
  /** The table itself is no longer there; `since`, in ms since 1970, it was last seen. */
  gone: z.object({ name: z.string(), since: z.number() }).optional(),
  /** Its fields or its name are others than at the look before. */
  structure: structure.optional(),
});
export type Comparison = z.infer<typeof comparison>;

/** @param readAt ms since 1970 @returns bodies of as many deliveries as it takes */
export function writeComparison(
  { baseId, tableId }: TableRef,
  rows: readonly ComparedRow[],
  readAt: number,
): readonly Uint8Array[] {
  const bodies: Uint8Array[] = [];
  for (let at = 0; at < rows.length; at += pieceSize) {
    const piece: Comparison = {
      comparison: 1,
      table: { baseId, tableId },
      rows: rows.slice(at, at + pieceSize),
      readAt,
    };
    bodies.push(Buffer.from(JSON.stringify(piece), 'utf8'));
  }
  return bodies;
}

export function writeByFormula(
  { baseId, tableId }: TableRef,
  byFormula: NonNullable<Comparison['byFormula']>,
  readAt: number,
): Uint8Array {
  const table = { baseId, tableId };
  const body: Comparison = { comparison: 1, table, rows: [], byFormula, readAt };
  return Buffer.from(JSON.stringify(body), 'utf8');
}

export function writeTableGone(
  { baseId, tableId }: TableRef,
  gone: NonNullable<Comparison['gone']>,
): string {
  const body: Comparison = { comparison: 1, table: { baseId, tableId }, rows: [], gone };
  return JSON.stringify(body);
}

export function writeStructure({ baseId, tableId }: TableRef, found: Structure): string {
  const body: Comparison = {
    comparison: 1,
    table: { baseId, tableId },
    rows: [],
    structure: found,
  };
  return JSON.stringify(body);
}

/** @returns `not-json` or `unknown-shape` when a later version wrote it, or the disk damaged it */
export function parseComparison(body: Uint8Array): Result<Comparison> {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return err({ code: 'not-json', params: { reason: 'comparison' } });
  }
  const checked = comparison.safeParse(value);
  if (checked.success) return ok(checked.data);
  const [issue] = checked.error.issues;
  return err({
    code: 'unknown-shape',
    params: { path: issue?.path.map(String).join('.') ?? '', reason: issue?.message ?? '' },
  });
}

/**
 * @param whole the row that the change is about, for its title
 * @param fields of the table
 */
export function comparedRow(
  change: RowChange,
  whole: Row | undefined,
  fields: readonly FieldSchema[],
  more: {
    readonly at: number | null;
    readonly by?: ComparedRow['by'];
    readonly fills: string | undefined;
    readonly beforeTexts?: Texts;
    readonly afterTexts?: Texts;
  },
): ComparedRow {
  const primary = fields.find((field) => field.label.primary)?.id;
  const value = primary === undefined ? undefined : whole?.cells[primary];
  return {
    ...change,
    at: more.at,
    ...(more.by === undefined ? {} : { by: more.by }),
    ...someOf('beforeTexts', more.beforeTexts),
    ...someOf('afterTexts', more.afterTexts),
    ...(primary === undefined || value === undefined ? {} : { title: { field: primary, value } }),
    ...(more.fills === undefined ? {} : { fills: more.fills }),
  };
}

const someOf = <K extends 'beforeTexts' | 'afterTexts'>(name: K, texts: Texts = {}) =>
  Object.keys(texts).length > 0 ? { [name]: texts } : {};
