// One row that differs, as the changes of those who made them. Pure.
import type { Row } from '../../sources/source';
import type { SnapshotTable } from '../../store/store';
import type { RowChange } from './compare';
import { type ComparedRow, comparedRow } from './comparison';
import { type Credit, partOf } from './credit';
import type { Explained } from './explain';

/** Ids of the fields that a change names. */
export const fieldsOf = (
  { before, after }: RowChange,
  explained: Explained | null,
): readonly string[] =>
  Object.keys({ ...before, ...after, ...explained?.beforeTexts, ...explained?.afterTexts });

/** What several people changed in one row is as many changes. */
export function creditedRows(
  news: RowChange,
  explained: Explained | null,
  whole: Row | undefined,
  { fields }: SnapshotTable,
  credits: readonly Credit[],
  fills: string | undefined,
): readonly ComparedRow[] {
  const named = new Set(credits.flatMap((credit) => [...(credit.fields ?? [])]));
  const { beforeTexts = {}, afterTexts = {} } = textsOf(explained);
  return credits.map((credit, place) => {
    const part = <T>(cells: Readonly<Record<string, T>>) => partOf(cells, credit, named);
    return comparedRow(
      { ...news, before: news.before && part(news.before), after: news.after && part(news.after) },
      whole,
      fields,
      {
        at: credit.at,
        ...(credit.by ? { by: credit.by } : {}),
        fills: place === 0 ? fills : undefined,
        beforeTexts: part(beforeTexts),
        afterTexts: part(afterTexts),
      },
    );
  });
}

const textsOf = (explained: Explained | null) =>
  explained ? { beforeTexts: explained.beforeTexts, afterTexts: explained.afterTexts } : {};
