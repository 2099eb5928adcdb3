// Looks up what the columns, options and people of operations are called, and puts it beside them: they carry ids alone.
import { ok, type Problem, type Result } from '#shared/result';
import type { BaseToken } from './base-token';
import type { Access } from './client';
import { entryBody, type Names, type RowsNow, readOperation } from './entry';
import { type DescribedTable, readPeople, readTables } from './metadata';
import { readRowsNow } from './rows-now';
import { changesStructure } from './structure';
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
}

interface NamedEntry {
  readonly operation?: unknown;
  readonly author?: unknown;
}

/** After these, the same question may well be answered. */
const passing: ReadonlySet<Problem['code']> = new Set([
  'token-expired',
  'service-busy',
  'service-unreachable',
  'budget-spent',
]);

/** Remembers what it has looked up, and looks again when something is not known or the structure has changed. */
export function createNaming(access: Access): Naming {
  let tables: readonly DescribedTable[] | null = null;
  let people: ReadonlyMap<string, string> | null = null;
  /** Whatever was not found once is not asked for again. */
  const strangers = new Set<string>();
  const titles = createTitles();

  async function refresh(
    base: BaseToken,
    texts: readonly string[],
    isNew: boolean,
  ): Promise<Problem | null> {
    if (tables === null || isNew || texts.some((text) => strange(tableIdsIn(text), tableIds()))) {
      const read = await readTables(access, base);
      if (!read.ok && passing.has(read.error.code)) return read.error;
      tables = read.ok ? read.value : (tables ?? []);
      for (const id of texts.flatMap(tableIdsIn)) strangers.add(id);
    }
    if (people === null || texts.some((text) => strange(userIdsIn(text), people ?? new Map()))) {
      const read = await readPeople(access, base);
      if (!read.ok && passing.has(read.error.code)) return read.error;
      people = read.ok ? read.value : (people ?? new Map());
      for (const id of texts.flatMap(userIdsIn)) strangers.add(id);
    }
    return null;
  }

  const tableIds = () => new Map((tables ?? []).map((one) => [one._id, one.name]));
  const strange = (ids: readonly string[], known: ReadonlyMap<string, string>) =>
    ids.some((id) => !known.has(id) && !strangers.has(id));

  function namesFor({ name, workspace }: BaseToken, text: string, rows: Names['rows']): Names {
    const isIn = (id: string) => text.includes(JSON.stringify(id));
    return {
      base: name,
      workspace,
      tables: (tables ?? [])
        .filter(({ _id }) => isIn(_id))
        .map(({ _id, name: table, columns }) => ({
          _id,
          name: table,
          columns: columns
            .filter(({ key, data }) => isIn(key) || isIn(linkIdOf(data)))
            .map(({ key, name: called, type, data }) => ({ key, name: called, type, data })),
        })),
      people: Object.fromEntries([...(people ?? [])].filter(([id]) => isIn(id))),
      ...(rows && isTelling(rows) ? { rows } : {}),
    };
  }

  return {
    async bodies(base, entries, isNewest) {
      if (entries.length === 0) return ok([]);
      const read = entries.map((entry) => {
        const known = readOperation(entry.operation);
        return { entry, text: textOf(entry), operation: known.ok ? known.value : null };
      });
      const operations = read.map(({ operation }) => operation);
      const isNew = operations.some((one) => one !== null && changesStructure(one));
      const problem = await refresh(
        base,
        read.map(({ text }) => text),
        isNew,
      );
      if (problem) return { ok: false, error: problem };
      const rows = await readRowsNow(
        { access, base, tables: tables ?? [], titles },
        operations,
        isNewest,
      );
      if (!rows.ok && passing.has(rows.error.code)) return rows;
      return ok(
        read.map(({ entry, text }, index) =>
          entryBody(entry, namesFor(base, text, rows.ok ? rows.value[index] : null)),
        ),
      );
    },
  };
}

const isTelling = ({ titles, shown, lists }: RowsNow) =>
  titles.length + shown.length + lists.length > 0;

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
