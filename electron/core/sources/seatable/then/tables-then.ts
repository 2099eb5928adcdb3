// What tables and columns were called, and how columns were set up, at each of several operations. Pure.
import { z } from 'zod';
import type { Operation } from '../log/entry';
import { type StructureChange, structureChanges, type Told } from '../log/structure-changes';
import type { ColumnEntry, DescribedTable } from '../server/metadata';

/** Names of tables and their columns, by id and key. */
export const knownNames = z.record(
  z.string(),
  z.object({ name: z.string(), columns: z.record(z.string(), z.string()) }),
);
export type KnownNames = z.output<typeof knownNames>;

export interface Setting {
  /** As they are now. */
  readonly now: readonly DescribedTable[];
  /** As they were called before the first of the operations, where it was kept; it serves where an operation does not say. */
  readonly start: KnownNames | null;
  /** No later operation is known: `now` is what the last of these left. */
  readonly isNewest: boolean;
}

interface Step {
  readonly at: number;
  readonly action: StructureChange['action'];
  readonly before: Told | null;
  readonly after: Told | null;
}
type Property = 'name' | 'type' | 'data';

/** Steps of one table, its own and those of its columns by key. */
interface History {
  readonly own: Step[];
  readonly columns: Map<string, Step[]>;
}

/**
 * @param operations oldest first; null where one could not be read
 * @returns all tables as they were at each: after it, but what it took away as it was before
 */
export function tablesAt(
  operations: readonly (Operation | null)[],
  setting: Setting,
): (index: number) => readonly DescribedTable[] {
  const histories = historiesOf(operations);
  const steps = new Set([...histories.values()].flatMap(indexesIn));
  const known = new Map<string, readonly DescribedTable[]>();
  let former = -1;
  const spans = operations.map((_, index) => {
    if (!steps.has(index)) return `after ${former}`;
    former = index;
    return `at ${index}`;
  });
  return (index) => {
    const span = spans[index] ?? `after ${former}`;
    const found = known.get(span) ?? tablesThen(index, histories, setting);
    known.set(span, found);
    return found;
  };
}

/** @returns names to begin the next operations with */
export const namesIn = (tables: readonly DescribedTable[]): KnownNames =>
  Object.fromEntries(
    tables.map(({ _id, name, columns }) => [
      _id,
      { name, columns: Object.fromEntries(columns.map((one) => [one.key, one.name])) },
    ]),
  );

/** @returns what an operation renames or removes, by its name before; null where it says that itself, and where nobody knows */
export function formerName(
  operation: Operation | null,
  before: () => KnownNames | null,
): string | null {
  const [change] = operation ? structureChanges(operation) : [];
  if (!change || change.before !== null) return null;
  const { name: called, type } = change.after ?? {};
  if (change.action === 'updated' && !(called && type === undefined)) return null;
  const table = before()?.[change.tableId];
  const name = change.columnKey === undefined ? table?.name : table?.columns[change.columnKey];
  return name || null;
}

function historiesOf(operations: readonly (Operation | null)[]): ReadonlyMap<string, History> {
  const histories = new Map<string, History>();
  for (const [at, operation] of operations.entries()) {
    for (const change of operation ? structureChanges(operation) : []) {
      const { tableId, columnKey, action, before, after, columns = [] } = change;
      const history: History = histories.get(tableId) ?? { own: [], columns: new Map() };
      histories.set(tableId, history);
      if (columnKey === undefined) history.own.push({ at, action, before, after });
      else add(history, columnKey, { at, action, before, after });
      for (const column of columns) {
        const [was, is] = action === 'deleted' ? [column, {}] : [{}, column];
        add(history, column.key, { at, action, before: was, after: is });
      }
    }
  }
  return histories;
}

function add({ columns }: History, key: string, step: Step): void {
  const steps = columns.get(key) ?? [];
  steps.push(step);
  columns.set(key, steps);
}

const indexesIn = ({ own, columns }: History): readonly number[] =>
  [own, ...columns.values()].flat().map(({ at }) => at);

function tablesThen(
  index: number,
  histories: ReadonlyMap<string, History>,
  { now, start, isNewest }: Setting,
): readonly DescribedTable[] {
  const present = new Set(now.map(({ _id }) => _id));
  const gone = [...histories.keys()].filter((id) => !present.has(id));
  return [...now, ...gone.map((_id): DescribedTable => ({ _id, name: '', columns: [] }))].map(
    (table) => {
      const { _id: id, name, columns } = table;
      const history = histories.get(id);
      const begun = start?.[id];
      if (!history && (isNewest || !begun)) return table;
      return {
        ...table,
        name: nameThen(history?.own ?? [], name || undefined, begun?.name) ?? '',
        columns: columnsThen(columns, history?.columns ?? new Map(), begun?.columns ?? {}),
      };
    },
  );

  function nameThen(steps: readonly Step[], known: string | undefined, begun: string | undefined) {
    const found = valueThen(steps, 'name', index, isNewest ? known : (begun ?? known));
    const name = found.isTold ? found.value : (begun ?? found.value);
    return typeof name === 'string' ? name : undefined;
  }

  function columnsThen(
    columns: readonly ColumnEntry[],
    steps: ReadonlyMap<string, readonly Step[]>,
    begun: Readonly<Record<string, string>>,
  ): ColumnEntry[] {
    const known = new Map(columns.map((one) => [one.key, one]));
    const keys = new Set([...known.keys(), ...steps.keys()]);
    return [...keys].flatMap((key) => {
      const [column, own] = [known.get(key), steps.get(key) ?? []];
      const name = nameThen(own, column?.name, begun[key]);
      const { value: type } = valueThen(own, 'type', index, column?.type);
      const { value: data } = valueThen(own, 'data', index, column?.data);
      // Of a column that is gone without a word, nobody says what it was.
      return name === undefined || typeof type !== 'string' ? [] : [{ key, name, type, data }];
    });
  }
}

/** What the operations told last, else what the next one says that it was, else what is known without them. */
function valueThen(
  steps: readonly Step[],
  property: Property,
  index: number,
  known: unknown,
): { readonly value: unknown; readonly isTold: boolean } {
  const last = steps.findLast(
    ({ at, action, after }) =>
      at <= index && action !== 'deleted' && after?.[property] !== undefined,
  );
  if (last) return { value: last.after?.[property], isTold: true };
  const next = steps.find(
    ({ at, action, before, after }) =>
      (at > index || (at === index && action === 'deleted')) &&
      (action === 'deleted' || before?.[property] !== undefined || after?.[property] !== undefined),
  );
  if (!next || next.action === 'created') return { value: known, isTold: true };
  const told = next.before?.[property];
  return told === undefined ? { value: known, isTold: false } : { value: told, isTold: true };
}
