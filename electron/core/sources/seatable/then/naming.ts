// Looks up what the columns, options and people of operations are called, and puts it beside them: they carry ids alone.
import { ok, type Problem, type Result } from '#shared/result';
import { entryBody, type Names, type RowsThen, readOperation } from '../log/entry';
import { changesStructure } from '../log/structure-changes';
import type { BaseToken } from '../server/base-token';
import type { Access } from '../server/client';
import { type DescribedTable, readTables } from '../server/metadata';
import { isPassing } from '../server/passing';
import { readPeople } from '../server/people';
import { createJournal } from './journal';
import { rowsThen } from './rows-then';
import { createStrangers } from './strangers';
import { formerName, type KnownNames, namesIn, tablesAt } from './tables-then';
import { createTitles } from './titles';

export interface Naming {
  /**
   * @param entries as the service gave them, oldest first
   * @param isNewest the log has none after them
   * @returns them as bodies of deliveries; `token-expired` and others that pass: without names they would be written down for ever
   */
  bodies(
    base: BaseToken,
    entries: readonly NamedEntry[],
    isNewest: boolean,
  ): Promise<Result<readonly Uint8Array[]>>;
  /** Looks up what there is before the first operation, so that names are known that it does not say. @returns a problem that passes */
  begin(base: BaseToken): Promise<Problem | null>;
  /** What tables and columns are called after the operations that were read last; null: nothing was looked up yet. */
  known(): KnownNames | null;
}

interface NamedEntry {
  readonly operation?: unknown;
  readonly author?: unknown;
}

/**
 * Remembers what it has looked up, and looks again when something is not known or the structure has changed.
 * @param begun what tables and columns were called before the first operation, where that is known
 */
export function createNaming(access: Access, begun: KnownNames | null | undefined = null): Naming {
  let tables: readonly DescribedTable[] | null = null;
  let people: ReadonlyMap<string, string> | null = null;
  /** Whatever was not found once is not asked for again. */
  const strangers = new Set<string>();
  const others = createStrangers(access);
  const titles = createTitles();
  const journal = createJournal();
  let known = begun ?? null;

  async function refresh(
    base: BaseToken,
    texts: readonly string[],
    isNew: boolean,
  ): Promise<Problem | null> {
    if (tables === null || isNew || texts.some((text) => strange(tableIdsIn(text), tableIds()))) {
      const read = await readTables(access, base);
      if (!read.ok && isPassing(read.error)) return read.error;
      tables = read.ok ? read.value : (tables ?? []);
      for (const id of texts.flatMap(tableIdsIn)) strangers.add(id);
    }
    if (people === null || texts.some((text) => strange(userIdsIn(text), people ?? new Map()))) {
      const read = await readPeople(access, base);
      if (!read.ok && isPassing(read.error)) return read.error;
      people = read.ok ? read.value : (people ?? new Map());
      for (const id of texts.flatMap(userIdsIn)) strangers.add(id);
    }
    await others.ask(texts.flatMap(userIdsIn).filter((id) => !people?.has(id)));
    return null;
  }

  const tableIds = () => new Map((tables ?? []).map((one) => [one._id, one.name]));
  const strange = (ids: readonly string[], known: ReadonlyMap<string, string>) =>
    ids.some((id) => !known.has(id) && !strangers.has(id));

  function namesFor(
    { name, workspace }: BaseToken,
    text: string,
    then: readonly DescribedTable[],
    { rows, former }: Pick<Names, 'rows' | 'former'>,
  ): Names {
    const isIn = (id: string) => text.includes(JSON.stringify(id));
    return {
      base: name,
      workspace,
      tables: then
        .filter(({ _id }) => isIn(_id))
        .map(({ _id, name: table, columns }) => ({
          _id,
          name: table,
          columns: columns
            .filter(({ key, data }) => isIn(key) || isIn(linkIdOf(data)))
            .map(({ key, name: called, type, data }) => ({ key, name: called, type, data })),
        })),
      people: Object.fromEntries([...others.names(), ...(people ?? [])].filter(([id]) => isIn(id))),
      ...(former ? { former } : {}),
      ...(rows && isTelling(rows) ? { rows } : {}),
    };
  }

  return {
    async bodies(base, entries, isNewest) {
      if (entries.length === 0) return ok([]);
      const read = entries.map((entry) => {
        const operation = readOperation(entry.operation);
        return { entry, text: textOf(entry), operation: operation.ok ? operation.value : null };
      });
      const operations = read.map(({ operation }) => operation);
      const isNew = operations.some((one) => one !== null && changesStructure(one));
      const problem = await refresh(
        base,
        read.map(({ text }) => text),
        isNew,
      );
      if (problem) return { ok: false, error: problem };
      const now = tables ?? [];
      const then = tablesAt(operations, { now, start: known, isNewest });
      const rows = await rowsThen(
        { access, base, tables: now, titles },
        { operations, tablesAt: then, journal, isNewest },
      );
      if (!rows.ok) return rows;
      const begun = known;
      known = namesIn(then(entries.length));
      return ok(
        read.map(({ entry, text, operation }, index) => {
          const former = formerName(operation, () =>
            index === 0 ? begun : namesIn(then(index - 1)),
          );
          return entryBody(
            entry,
            namesFor(base, text, then(index), { rows: rows.value[index], former }),
          );
        }),
      );
    },
    async begin(base) {
      const problem = await refresh(base, [], tables === null);
      known ??= problem === null ? namesIn(tables ?? []) : null;
      return problem;
    },
    known: () => known,
  };
}

const isTelling = ({ titles, shown, lists, former }: RowsThen) =>
  titles.length + shown.length + lists.length + former.length > 0;

/** The operation as JSON without spaces, and who did it. */
function textOf({ operation, author }: NamedEntry): string {
  const known = readOperation(operation);
  return JSON.stringify([known.ok ? known.value : operation, author ?? null]);
}

const tableIdsIn = (text: string): readonly string[] =>
  [...text.matchAll(/"(?:table_id|table1_id|table2_id)":"([^"\\]+)"/g)].map(([, id]) => id ?? '');

/** Internal ids of people: https://api.seatable.com/reference/models (collaborator). */
const userIdsIn = (text: string): readonly string[] =>
  [...text.matchAll(/"([0-9a-f]{32}@auth\.local)"/g)].map(([, id]) => id ?? '');

function linkIdOf(data: unknown): string {
  if (typeof data !== 'object' || data === null || !('link_id' in data)) return '';
  return typeof data.link_id === 'string' ? data.link_id : '';
}
