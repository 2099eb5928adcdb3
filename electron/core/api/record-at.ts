// Gathers what is known of a record at a moment: its nearest changes, the row as last read, and what may have been missed.
import type { FeedRow } from '#shared/feed';
import { withLinkedTitles } from '#shared/linked';
import type { Held, RecordMoment, RecordThen } from '#shared/record-then';
import { err, ok, type Result } from '#shared/result';
import type { Directory } from '../connections/directory';
import { neededAt } from '../feed/needed';
import { type ReadRow, type RecordStory, recordThen } from '../feed/record-then';
import { placeAt, stepTo } from '../feed/step';
import { titlesOf } from '../pipeline/titles';
import { isSameCell } from '../snapshots/comparing/compare';
import type { BoundTables } from '../sources/bound-source';
import { plainText } from '../sources/plain';
import type { FieldSchema, TableRef } from '../sources/source';
import type { Store } from '../store/store';

interface RecordNeeds {
  readonly store: Store;
  readonly directory: Directory;
}

/** Gaps of one connection that are looked at. */
const mostGaps = 1000;

/** @returns `not-found` for a change that is of no record, or is not there any more */
export function recordAt(needs: RecordNeeds, row: FeedRow, when: RecordMoment): Result<RecordThen> {
  const { store } = needs;
  const outlines = store.events.outlinesOf(row).toReversed();
  const place = placeAt(outlines, row.id, when);
  const shown = outlines[Math.max(0, (place ?? 0) - 1)];
  if (place === null || !shown) return err({ code: 'not-found' });
  const needed = neededAt(outlines, place);
  const events = store.events.bySeqs(needed.seqs).map(withLinkedTitles);
  const read = readRow(needs, row, outlines.at(-1)?.id);
  // One that is damaged on disk is as if it had never come, but for the one that is asked for.
  const happened = events.filter(({ seq }) => needed.seqs.indexOf(seq) < needed.place).length;
  const story: RecordStory = {
    events,
    place: happened,
    order: [...new Set([...orderOf(store, row), ...outlines.flatMap(({ fields }) => fields)])],
    read: read?.row ?? null,
    gaps: gapsOf(store, row, outlines[0]?.at ?? 0),
    same: read?.same ?? sameText,
  };
  return ok({
    ...recordThen(story),
    eventId: place === 0 ? null : shown.id,
    at: shown.at,
    place,
    total: outlines.length,
    older: place === 0 ? null : stepTo(outlines, place - 1),
    newer: stepTo(outlines, place + 1),
    readAt: read?.row.at ?? null,
  });
}

/** That of the table. */
const orderOf = (store: Store, { connectionId, base, table }: FeedRow): readonly string[] =>
  store.snapshots
    .table(connectionId, { baseId: base.id, tableId: table?.id ?? '' })
    ?.fields.map(({ id }) => id) ?? [];

const sameText: RecordStory['same'] = (_field, a, b) => a.text === b.text;

/** Times of which it is not known that all was fetched afterwards. */
const gapsOf = (store: Store, { connectionId }: FeedRow, from: number) =>
  store.gaps
    .list({ from, to: Number.MAX_SAFE_INTEGER, connectionId, limit: mostGaps })
    .filter(({ state }) => state !== 'filled');

/** null: rows of this table are not kept, not read yet, or not all that becomes of them is told. */
function readRow(
  { store, directory }: RecordNeeds,
  event: FeedRow,
  newest: string | undefined,
): { readonly row: ReadRow; readonly same: RecordStory['same'] } | null {
  const { connectionId, base, table, record } = event;
  const tables = directory.reader(connectionId, null)?.tables;
  if (!tables || !table || !record || !tellsUpdates(store, event)) return null;
  const ref: TableRef = { baseId: base.id, tableId: table.id };
  const entry = store.snapshots.table(connectionId, ref);
  const row = store.snapshots.rows(connectionId, ref, [record.id]).get(record.id);
  if (!entry || entry.comparedAt === null || !row) return null;
  const notes = store.snapshots.said(connectionId, ref, record.id);
  const isSaid = (id: string) => notes.some(({ cells }) => Object.hasOwn(cells, id));
  // A row that is newer than the last reading of the table was read for its own sake.
  const last = newest === undefined ? null : store.events.get(newest);
  const made = last?.action === 'created' ? last.receivedAt : entry.comparedAt;
  const fields = new Map(entry.fields.map((field) => [field.id, field]));
  /** Of records that are linked to by their ids, as the changes say them. */
  const named = ({ field, held }: ReadRow['cells'][number]): ReadRow['cells'][number] => {
    const schema = fields.get(field.id);
    const links = schema && tables.links?.(held.value, schema, table.id);
    if (!links) return { field, held };
    const place = { baseId: base.id, tableId: links.tableId };
    const titles = titlesOf({ store, directory }, connectionId, place, links.ids);
    const changes = [{ field, afterText: held.text }];
    const [told] = withLinkedTitles({ changes, linked: Object.fromEntries(titles) }).changes;
    return { field, held: { ...held, text: told?.afterText ?? held.text } };
  };
  return {
    row: {
      at: Math.max(entry.comparedAt, made),
      cells: entry.fields
        .filter((field) => !isSaid(field.id) && tables.holds?.(field) !== false)
        .map((field) => named(cellOf(tables, field, row.cells[field.id]))),
    },
    same: (id, a, b) =>
      sameText(id, a, b) ||
      isSameCell(tables, a.value, b.value, fields.get(id) ?? { id, label: { name: '' } }),
  };
}

function cellOf(
  tables: Pick<BoundTables, 'cell'>,
  field: FieldSchema,
  value: unknown,
): ReadRow['cells'][number] {
  const { text, type, chips } = tables.cell(value, field);
  const name = plainText(field.label.name);
  const held: Held = {
    ...(value === undefined || value === null ? {} : { value }),
    text: plainText(text),
    ...(chips ? { chips: chips.map((chip) => ({ ...chip, text: plainText(chip.text) })) } : {}),
  };
  return { field: { id: field.id, ...(name ? { name } : {}), ...(type ? { type } : {}) }, held };
}

/** Where only new records are told, nobody knows what was changed since. */
function tellsUpdates({ connections }: Store, { connectionId, table }: FeedRow): boolean {
  const kinds = connections
    .get(connectionId)
    ?.watch.filter(({ tableId }) => tableId === table?.id)
    .flatMap((one) => one.kinds);
  return kinds === undefined || kinds.length === 0 || kinds.includes('updated');
}
