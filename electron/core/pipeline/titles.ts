// What the record of a change is called, and the records that its values link to, from what was read and told so far.
import type { ChangeEvent } from '#shared/event';
import { plainText } from '#shared/plain-text';
import type { Directory } from '../connections/directory';
import type { Links, TableRef } from '../sources/source';
import type { NewEvent, Store } from '../store/store';

/** Characters of a linked record's title that an event keeps. */
const longest = 200;
/** Records named in one transaction. */
const atOnce = 500;

interface TitleNeeds {
  readonly store: Store;
  readonly directory: Directory;
  /** Absent where nothing can be read. */
  readonly stated?: { titleOf(event: NewEvent): string | undefined };
}

/** All to be called in the transaction that stores the event. */
export interface TitleBook {
  /** With the title of its own record, where it brings none. */
  withOwn(event: NewEvent): NewEvent;
  /** With the titles of the records that its values link to by their ids. */
  withLinked(event: NewEvent): NewEvent;
  /**
   * It is stored: titles that it lacks are awaited, and where it tells a title that others await, these have it.
   * @param id by which it was stored
   * @returns the others as they are now
   */
  told(id: string, event: NewEvent): readonly ChangeEvent[];
}

export function createTitleBook({ store, directory, stated }: TitleNeeds): TitleBook {
  const { events } = store;
  return {
    withOwn(event) {
      const { record, table, connectionId } = event;
      if (!record || record.title !== undefined) return event;
      const title =
        events.titleOf(connectionId, table?.id ?? '', record.id) ?? stated?.titleOf(event);
      return title === undefined ? event : { ...event, record: { ...record, title } };
    },

    withLinked(event) {
      const titles = linksOf(event, store, directory).flatMap(({ tableId, ids }) => [
        ...titlesOf({ store, directory }, event.connectionId, { ...at(event), tableId }, ids),
      ]);
      return titles.length === 0 ? event : { ...event, linked: Object.fromEntries(titles) };
    },

    told(id, event) {
      const { connectionId, linked = {}, record, table } = event;
      for (const { tableId, ids } of linksOf(event, store, directory)) {
        const unknown = ids.filter((one) => !Object.hasOwn(linked, one));
        if (unknown.length > 0) events.awaitTitles(id, { connectionId, tableId }, unknown);
      }
      if (!record?.title || !table) return [];
      const place = { connectionId, tableId: table.id };
      const title = plainText(record.title, longest);
      const awaited = events.awaited(place, { ids: [record.id] });
      if (awaited.length === 0) return [];
      return events.nameLinked(place, new Map(awaited.map((one) => [one, title])));
    },
  };
}

const at = ({ base }: Pick<NewEvent, 'base'>) => ({ baseId: base.id });

/** The rows of a table are known now: gives their titles to the events that await them. @returns how many events these are */
export function nameAwaited(
  needs: Pick<TitleNeeds, 'store' | 'directory'>,
  connectionId: string,
  table: TableRef,
): number {
  const { events, transaction } = needs.store;
  const place = { connectionId, tableId: table.tableId };
  let named = 0;
  for (let after = ''; ; ) {
    const ids = events.awaited(place, { after, limit: atOnce });
    const last = ids.at(-1);
    if (last === undefined) return named;
    after = last;
    named += transaction(
      () => events.nameLinked(place, titlesOf(needs, connectionId, table, ids)).length,
    );
  }
}

/** Records that a change links to, of which nobody knows yet what they are called, by table. */
export function unnamedLinks(
  needs: Pick<TitleNeeds, 'store' | 'directory'>,
  event: Linking,
): readonly Links[] {
  return linksOf(event, needs.store, needs.directory).flatMap(({ tableId, ids }) => {
    const known = titlesOf(needs, event.connectionId, { ...at(event), tableId }, ids);
    const unknown = ids.filter((id) => !known.has(id));
    return unknown.length > 0 ? [{ tableId, ids: unknown }] : [];
  });
}

type Linking = Pick<NewEvent, 'connectionId' | 'base' | 'table' | 'changes'>;

/** By table; only fields that lead to other records are looked at. */
function linksOf(event: Linking, store: Store, directory: Directory): readonly Links[] {
  const { connectionId, table, changes } = event;
  const links = changes.filter(({ field }) => field.type === 'record-link');
  const tables = links.length > 0 ? directory.reader(connectionId, null)?.tables : null;
  if (!table || !tables?.links) return [];
  const byTable = new Map<string, Set<string>>();
  for (const { field, before, after } of links) {
    const label = store.labels.field(connectionId, table.id, field.id);
    for (const value of label ? [before, after] : []) {
      const found = label && tables.links(value, { id: field.id, label }, table.id);
      if (!found) continue;
      const known = byTable.get(found.tableId) ?? new Set();
      byTable.set(found.tableId, known);
      for (const id of found.ids) known.add(id);
    }
  }
  return [...byTable].map(([tableId, ids]) => ({ tableId, ids: [...ids] }));
}

/** As the table was last read, else as the newest change of the record told it. */
export function titlesOf(
  { store, directory }: Pick<TitleNeeds, 'store' | 'directory'>,
  connectionId: string,
  table: TableRef,
  ids: readonly string[],
): ReadonlyMap<string, string> {
  const { snapshots, events, labels } = store;
  const tables = directory.reader(connectionId, null)?.tables;
  const primary = snapshots.table(connectionId, table)?.fields.find(({ label }) => label.primary);
  const rows = primary ? snapshots.rows(connectionId, table, ids) : null;
  return new Map(
    ids.flatMap((id): [string, string][] => {
      const row = rows?.get(id);
      const read = primary && row ? tables?.cell(row.cells[primary.id], primary).text : undefined;
      const title = plainText(
        read?.trim() ||
          (events.titleOf(connectionId, table.tableId, id) ??
            labels.record(connectionId, table.tableId, id) ??
            ''),
        longest,
      );
      return title === '' ? [] : [[id, title]];
    }),
  );
}
