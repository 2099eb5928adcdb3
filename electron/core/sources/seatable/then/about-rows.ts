// Which rows an operation is about, and what of them it does not say itself: titles, links, and what was in cells before. Pure.
import { isWorkedOut } from '../catalogue';
import { textOf } from '../cells/cells';
import { displayKey, type LinkCell, linkCells, movesLinks, otherTable } from '../link-columns';
import type { Operation, RowsThen } from '../log/entry';
import { type LinkedRow, linkOperations } from '../log/operation-links';
import { type RowOperation, rowOperations } from '../log/operation-rows';
import { type ColumnEntry, type DescribedTable, isSystemKey, titleKey } from '../server/metadata';
import type { Journal } from './journal';
import type { LinkStep } from './link-lists';
import { takenLinks } from './taken-links';
import type { Titles } from './titles';

interface RowRef {
  readonly tableId: string;
  readonly rowId: string;
}

/** What is known of a base when an operation is read. */
export interface Moment {
  /** The operation's place in the journal. */
  readonly place: number;
  /** As they were. */
  readonly tables: readonly DescribedTable[];
  readonly titles: Titles;
  readonly journal: Journal;
}

interface Untitled extends RowRef {
  readonly title: string | undefined;
  /** It can be read what it is called now. */
  readonly isThere: boolean;
}

export interface About extends Moment {
  readonly step: LinkStep;
  readonly links: readonly LinkedRow[];
  readonly cells: readonly LinkCell[];
  /** Rows whose title it does not tell, as they were called then; undefined: nobody says. */
  readonly untitled: readonly Untitled[];
  readonly former: RowsThen['former'];
}

const nothing: LinkStep = {
  ...{ sides: [], unsaid: [], made: [], gone: [] },
  ...{ taken: null, isOpen: false },
};

/** @param operation null: it could not be read */
export function aboutOf(operation: Operation | null, moment: Moment): About {
  if (!operation) {
    return { ...moment, step: nothing, links: [], cells: [], untitled: [], former: [] };
  }
  const { tables } = moment;
  const links = linkOperations(operation, tables) ?? [];
  const rows = rowOperations(operation) ?? [];
  const cells = linkCells(operation, tables);
  const titled = titleColumns(tables);
  const silent = rows.filter((row) => !tellsTitle(row, titled));
  const called = ({ tableId, rowId }: RowRef, isThere: boolean): Untitled => ({
    ...{ tableId, rowId, isThere },
    title: titleThen({ tableId, rowId }, titled.get(tableId), moment),
  });
  return {
    ...moment,
    step: stepOf(operation, tables, { links, rows, cells }),
    links,
    cells,
    untitled: [
      ...links.map((row) => called(row, true)),
      ...silent.map((row) => called(row, row.action !== 'deleted')),
    ],
    former: rows.flatMap((row) => formerCells(row, moment) ?? []),
  };
}

function stepOf(
  operation: Operation,
  tables: readonly DescribedTable[],
  {
    links,
    rows,
    cells,
  }: Pick<About, 'links' | 'cells'> & { readonly rows: readonly RowOperation[] },
): LinkStep {
  const moves = movesLinks(operation);
  const of = (action: RowOperation['action']) => rows.filter((row) => row.action === action);
  const gone = of('deleted');
  const taken = gone.length > 0 ? takenLinks(operation, gone, tables) : null;
  return {
    sides: links,
    unsaid: moves && !taken ? rows.map(({ tableId }) => tableId) : [],
    made: of('created'),
    gone,
    taken,
    isOpen: (moves && gone.length === 0) || (cells.length > 0 && gone.length === 0),
  };
}

const titleColumns = (tables: readonly DescribedTable[]): ReadonlyMap<string, ColumnEntry> =>
  new Map(
    tables.flatMap(({ _id, columns }) => {
      const column = columns.find(({ key }) => key === titleKey);
      return column ? [[_id, column] as const] : [];
    }),
  );

/** A row that is told whole has a title, or none; an edit tells it when it is edited. */
function tellsTitle(
  { action, tableId, before, after }: RowOperation,
  titled: ReadonlyMap<string, ColumnEntry>,
): boolean {
  const cells = action === 'deleted' ? before : after;
  if (cells === null) return false;
  if (titleKey in cells) return true;
  return action !== 'updated' && !isWorkedOut(titled.get(tableId)?.type);
}

function titleThen(
  row: RowRef,
  column: ColumnEntry | undefined,
  { place, titles, journal }: Moment,
): string | undefined {
  if (!column || isWorkedOut(column.type)) return undefined;
  const known = journal.after(place, { ...row, key: titleKey });
  return known ? textOf(known.value, column) : titles.get(row.tableId, row.rowId);
}

/** @returns null when it is no edit, or one that says itself what was there before */
function formerCells(
  { action, tableId, rowId, before, after }: RowOperation,
  { place, journal }: Moment,
): RowsThen['former'][number] | null {
  if (action !== 'updated' || before !== null) return null;
  const cells = Object.keys(after ?? {}).flatMap((key) => {
    const known = isSystemKey(key) ? null : journal.before(place, { tableId, rowId, key });
    return known ? [[key, known.value ?? null] as const] : [];
  });
  return cells.length === 0 ? null : { tableId, rowId, cells: Object.fromEntries(cells) };
}

/** @returns what stands for a row in a column that leads to it; null: no operation says it */
export function shownThen(
  { tableId, data }: LinkCell,
  rowId: string,
  { place, tables, journal }: Moment,
): string | null {
  const other = otherTable(data, tableId);
  const key = displayKey(data) ?? titleKey;
  const column = tables.find(({ _id }) => _id === other)?.columns.find((one) => one.key === key);
  if (other === undefined || !column || isWorkedOut(column.type)) return null;
  const known = journal.after(place, { tableId: other, rowId, key });
  return known && textOf(known.value, column);
}
