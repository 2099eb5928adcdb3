// Rows that a service says somebody removed, without what was in them: told at once with what was read and said of them last.
import type { FieldChange } from '#shared/event';
import type { Directory } from '../../connections/directory';
import type { ChangeDraft } from '../../sources/source';
import type { Store } from '../../store/store';
import { isWithoutValues, tableOf } from '../callbacks/sort-drafts';
import type { ValueReader } from '../callbacks/values';
import { stepsOf } from '../comparing/explain';
import { endOf } from './chain';

interface ContentNeeds {
  readonly store: Store;
  readonly directory: Directory;
}

/** @returns the same reader, which need not read what is known; a reading would say neither who removed the row nor when */
export function withKnownContent(reader: ValueReader, needs: ContentNeeds): ValueReader {
  return {
    ...reader,
    sort: (delivery, drafts) =>
      reader.sort(
        delivery,
        drafts.map((draft) => complete(delivery.connectionId, draft, needs)),
      ),
  };
}

function complete(
  connectionId: string,
  draft: ChangeDraft,
  { store, directory }: ContentNeeds,
): ChangeDraft {
  const { action, actor, certainty, occurredAt, record } = draft;
  const isTold = certainty === 'stated' && actor.kind !== 'unknown' && occurredAt !== null;
  const table = action === 'deleted' && isTold && isWithoutValues(draft) ? tableOf(draft) : null;
  const tables = directory.reader(connectionId, null)?.tables;
  if (!table || !tables || !record) return draft;
  const fields = store.snapshots.table(connectionId, table)?.fields ?? [];
  const row = store.snapshots.rows(connectionId, table, [record.id]).get(record.id);
  if (!row) return draft;
  const notes = store.snapshots.said(connectionId, table, record.id);
  const changes = fields.flatMap((field): FieldChange[] => {
    const value = row.cells[field.id];
    const { text, chips, type } = tables.cell(value, field);
    const last = endOf(text, stepsOf(notes, field.id));
    if (last === '') return [];
    const { name } = field.label;
    return [
      {
        field: { id: field.id, ...(name ? { name } : {}), ...(type ? { type } : {}) },
        ...(last === text && value !== undefined ? { before: value } : {}),
        beforeText: last,
        ...(last === text && chips ? { beforeChips: chips } : {}),
        afterText: '',
      },
    ];
  });
  const primary = fields.find(({ label }) => label.primary)?.id;
  const title =
    primary === undefined
      ? undefined
      : (changes.find(({ field }) => field.id === primary)?.beforeText ?? '');
  return {
    ...draft,
    changes,
    // That there was nothing in it is known as well as anything else.
    ...(changes.length === 0 ? { isEmpty: true as const } : {}),
    record: title === undefined || record.title !== undefined ? record : { ...record, title },
  };
}
