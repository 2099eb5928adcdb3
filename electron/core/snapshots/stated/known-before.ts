// What was in a cell before a change whose service does not say so: as it was told or read last, where nothing may lie in between.
import type { ChangeEvent, FieldChange } from '#shared/event';
import type { NewEvent, Store } from '../../store/store';
import type { ApplyNeeds } from '../comparing/apply';
import { stepsOf } from '../comparing/explain';
import { endOf } from './chain';
import type { StatedBook } from './stated';
import { lookedAt, skewError, spanOf } from './windows';

interface BeforeNeeds extends Pick<ApplyNeeds, 'text'> {
  readonly store: Store;
  readonly skew: (connectionId: string) => number | null;
}

type Before = Pick<FieldChange, 'before' | 'beforeText' | 'beforeChips'>;

/** @returns the same book, which completes what it takes */
export function withKnownBefore(book: StatedBook, needs: BeforeNeeds): StatedBook {
  const { events } = needs.store;
  return {
    ...book,
    take(event) {
      const known = complete(event, needs);
      const taken = book.take(known);
      if (known === event || taken.isStored) return taken;
      return { ...taken, isStored: true, added: [...events.insert([known]), ...taken.added] };
    },
  };
}

const lacksBefore = ({ before, beforeText, afterText }: FieldChange): boolean =>
  before === undefined && beforeText === undefined && afterText !== undefined;

function complete(event: NewEvent, needs: BeforeNeeds): NewEvent {
  const { record, table, subject, action, certainty, changes } = event;
  const isOpen = subject === 'record' && action === 'updated' && certainty === 'stated';
  if (!isOpen || !record || !table || !changes.some(lacksBefore)) return event;
  const read = readBefore(event, needs);
  const rows = needs.store.events
    .ofRecord(event, lookedAt)
    .filter((one) => one.subject === 'record' && spanOf(one).from <= spanOf(event).from);
  let found = false;
  const next = changes.map((change): FieldChange => {
    if (!lacksBefore(change)) return change;
    const told = toldBefore(rows, change.field.id);
    const text = read(change.field.id);
    const before = text === undefined || told?.beforeText === text ? told : { beforeText: text };
    // Where it is said to have become what it was, the change itself was told or read already.
    if (before?.beforeText === undefined || before.beforeText === change.afterText) return change;
    found = true;
    return { ...change, ...before };
  });
  return found ? { ...event, changes: next } : event;
}

/** As the table was last read, and what was said since; of a change that may have been read already it tells nothing. */
function readBefore(
  { connectionId, base, table, record, occurredAt }: NewEvent,
  { store, text, skew }: BeforeNeeds,
): (fieldId: string) => string | undefined {
  const ref = { baseId: base.id, tableId: table?.id ?? '' };
  const entry = store.snapshots.table(connectionId, ref);
  const ahead = skew(connectionId);
  const comparedAt = entry?.comparedAt ?? null;
  const isLater =
    occurredAt !== null &&
    ahead !== null &&
    comparedAt !== null &&
    occurredAt - ahead - skewError > comparedAt;
  const id = record?.id ?? '';
  const row = isLater ? store.snapshots.rows(connectionId, ref, [id]).get(id) : undefined;
  if (!entry || !row) return () => undefined;
  const notes = store.snapshots.said(connectionId, ref, id);
  return (fieldId) => {
    const field = entry.fields.find((one) => one.id === fieldId);
    if (!field) return undefined;
    return endOf(text(connectionId, row.cells[fieldId], field), stepsOf(notes, fieldId));
  };
}

/** The newest change of the cell that was told; of a row that was told from its beginning, an empty cell. */
function toldBefore(rows: readonly ChangeEvent[], fieldId: string): Before | undefined {
  for (const { action, certainty, changes } of rows) {
    if (action === 'deleted' || certainty === 'hint') return undefined;
    const change = changes.find(({ field }) => field.id === fieldId);
    if (change?.afterText !== undefined) {
      const { after, afterText, afterChips } = change;
      return {
        ...(after === undefined ? {} : { before: after }),
        beforeText: afterText,
        ...(afterChips ? { beforeChips: afterChips } : {}),
      };
    }
    if (change) return undefined;
    if (action === 'created') return certainty === 'stated' ? { beforeText: '' } : undefined;
  }
  return undefined;
}
