// Which stored event each change is that an old delivery tells today, and which ones it tells no more. Pure.
import type { ToldEvent } from '../store/rereads';
import type { NewEvent } from '../store/store';

export interface Read {
  readonly event: NewEvent;
  /** Id of the stored event that is known by its id; null: none is. */
  readonly storedAs: string | null;
}

export interface SameRows {
  /** Each stored event once. `byPlace`: it was not known by the id that the change has today. */
  readonly known: readonly {
    readonly id: string;
    readonly event: NewEvent;
    readonly byPlace: boolean;
  }[];
  readonly added: readonly NewEvent[];
  /** Ids of events that were stored from the delivery, and do not come out of it any more. */
  readonly gone: readonly string[];
}

/**
 * A change that has another identity now is the stored one of the same subject, action, place and record, in their order; of
 * what is left, where there is as much of a subject as before, the one in its place.
 * @param told by the delivery, in the order in which it was stored
 * @param read from it today, in its order
 */
export function sameRows(told: readonly ToldEvent[], read: readonly Read[]): SameRows {
  const known = new Map<string, { readonly event: NewEvent; readonly byPlace: boolean }>();
  const open: NewEvent[] = [];
  for (const { event, storedAs } of read) {
    if (storedAs === null) open.push(event);
    else if (!known.has(storedAs)) known.set(storedAs, { event, byPlace: false });
  }
  const left = new Set(told.filter(({ id }) => !known.has(id)));
  const take = (row: ToldEvent, event: NewEvent) => {
    known.set(row.id, { event, byPlace: true });
    left.delete(row);
  };
  const rows = grouped([...left], keyOf);
  const others = distinct(open).filter((event) => {
    const row = rows.get(keyOf(asTold(event)))?.shift();
    if (row) take(row, event);
    return !row;
  });
  const leftBy = grouped([...left], ({ subject }) => subject);
  const added = [...grouped(others, ({ subject }) => subject)].flatMap(([subject, events]) => {
    const places = leftBy.get(subject) ?? [];
    if (places.length !== events.length) return events;
    for (const [place, row] of places.entries()) {
      const event = events[place];
      if (event) take(row, event);
    }
    return [];
  });
  return {
    known: [...known].map(([id, one]) => ({ id, ...one })),
    added,
    gone: [...left].map(({ id }) => id),
  };
}

/**
 * Whether a delivery is read for another base than the one that it was read for when it came: another one was picked since.
 */
export function isElsewhere(told: readonly ToldEvent[], read: readonly NewEvent[]): boolean {
  const bases = new Set(read.map(({ base }) => base.id));
  return told.length > 0 && bases.size > 0 && !told.some(({ baseId }) => bases.has(baseId));
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

const distinct = (events: readonly NewEvent[]): readonly NewEvent[] => [
  ...new Map(events.map((event) => [event.id, event])).values(),
];

const asTold = ({ id, subject, action, base, table, record }: NewEvent): ToldEvent => ({
  ...{ id, subject, action },
  baseId: base.id,
  tableId: table?.id ?? '',
  recordId: record?.id ?? '',
});

const keyOf = ({ subject, action, baseId, tableId, recordId }: ToldEvent): string =>
  JSON.stringify([subject, action, baseId, tableId, recordId]);
