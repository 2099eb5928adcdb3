// Tells changes whose values must be read first from those that are stored as they were told.
import type { ChangeDraft, TableRef } from '../../sources/source';
import type { StoredDelivery } from '../../store/store';
import type { Told } from '../comparing/apply';

/** What a delivery says of one table without saying the values. */
export interface AsidePart {
  readonly table: TableRef;
  /** By record id. */
  readonly rows: ReadonlyMap<string, Told>;
  /** Records that it counts but does not name. */
  readonly unnamed: Told | null;
}

export interface Aside {
  readonly delivery: Pick<
    StoredDelivery,
    'id' | 'connectionId' | 'subscriptionId' | 'channel' | 'receivedAt'
  >;
  readonly parts: readonly AsidePart[];
  /** Names are to be read first. */
  readonly names: boolean;
  /** Changes of the delivery that were stored at once. */
  readonly stored: number;
}

export interface Sorted {
  /** Stored at once. */
  readonly now: readonly ChangeDraft[];
  /** Stored as told, since their values could not be read; they are owed. */
  readonly owing: readonly ChangeDraft[];
  /** Their values are read first. */
  readonly parts: readonly AsidePart[];
  /** `wanted`: some are told only once the names of fields are read; `read`: that was done for this delivery. */
  readonly names: 'wanted' | 'read' | null;
}

/** A change of records that says which, or how many, but nothing of their content. */
export const isWithoutValues = ({ subject, changes, isEmpty }: ChangeDraft): boolean =>
  subject === 'record' &&
  !isEmpty &&
  changes.every(
    ({ before, after, beforeText, afterText }) =>
      before === undefined &&
      after === undefined &&
      beforeText === undefined &&
      afterText === undefined,
  );

export function tableOf({ base, table }: ChangeDraft): TableRef | null {
  return table ? { baseId: base.id, tableId: table.id } : null;
}

/** The drafts by table, each record once, with the newest time that was told of it. */
export function partsOf(drafts: readonly ChangeDraft[]): readonly AsidePart[] {
  const parts = new Map<
    string,
    { readonly table: TableRef; readonly rows: Map<string, Told>; unnamed: Told | null }
  >();
  for (const draft of drafts) {
    const table = tableOf(draft);
    if (!table) continue;
    const key = JSON.stringify([table.baseId, table.tableId]);
    const part = parts.get(key) ?? { table, rows: new Map(), unnamed: null };
    parts.set(key, part);
    const told: Told = { action: draft.action, at: draft.occurredAt };
    if (draft.record) part.rows.set(draft.record.id, merge(part.rows.get(draft.record.id), told));
    else part.unnamed = merge(part.unnamed ?? undefined, told);
  }
  return [...parts.values()];
}

/** A record that was made and changed at once is new. */
export function merge(known: Told | undefined, told: Told): Told {
  if (!known) return told;
  const at = known.at === null ? told.at : Math.max(known.at, told.at ?? known.at);
  return { action: known.action === 'created' ? 'created' : told.action, at };
}
