// Whose a change is that comparing has found, and of when: by the history of its row, else by what the row itself tells. Pure.
import type { Author, PastChange, Row, Stamp } from '../../sources/source';
import type { RowChange } from './compare';

/** A part of a change that one person made at one time. */
export interface Credit {
  /** Ids of its fields; null: all that no other part has. */
  readonly fields: ReadonlySet<string> | null;
  /** ms since 1970 by the service's clock. */
  readonly at: number | null;
  readonly by: Author | null;
}

/** ms by which the service's clock may differ from ours. */
const slack = 60_000;

const unknown: Credit = { fields: null, at: null, by: null };
const whole = (stamp: Stamp | undefined): Credit =>
  stamp ? { fields: null, at: stamp.at, by: stamp.by } : unknown;

/** When a change was followed by another, ms since 1970: the row tells of that one. Absent or Infinity: it was not. */
interface Followed extends Pick<RowChange, 'action'> {
  readonly until?: number | undefined;
}

/**
 * Of several changes of one field, the last one is what comparing sees.
 * @param fields ids of the changed fields
 * @param row as it was read; absent for one that is gone
 * @param past newest first; absent where nobody asked or the service did not tell
 * @param since ms since 1970 when the table was last compared: what is older was told before
 * @returns at least one, those with fields of their own first
 */
export function creditsOf(
  { action, until = Number.POSITIVE_INFINITY }: Followed,
  fields: readonly string[],
  row: Row | undefined,
  past: readonly PastChange[] | undefined,
  since: number,
): readonly Credit[] {
  const isNew = ({ at }: Stamp) => at >= since - slack && at < until;
  const lately = (past ?? []).filter(isNew);
  const own = action === 'created' ? row?.created : row?.changed;
  const fromRow = own && isNew(own) && until === Number.POSITIVE_INFINITY ? own : undefined;
  if (action !== 'updated') {
    return [whole(lately.find((one) => one.action === action) ?? fromRow)];
  }
  const updates = lately.filter((one) => one.action === 'updated');
  // Who changed the row last may have changed none of these fields: without a history, nobody is named.
  if (updates.length === 0) return [{ ...whole(fromRow), by: null }];
  const left = new Set(fields);
  const credits: Credit[] = [];
  for (const update of updates) {
    const its = update.fields.filter((id) => left.has(id));
    for (const id of its) left.delete(id);
    if (its.length > 0) credits.push({ ...whole(update), fields: new Set(its) });
  }
  // What the history does not name has changed by itself, as the results of formulas do.
  return left.size > 0 ? [...credits, unknown] : credits;
}

/**
 * @param former absent: none. Fields that were changed once more, and when: ms since 1970
 * @param creditsFor of fields that were changed before that
 */
export function creditsBeside(
  former: ReadonlyMap<string, number> = new Map(),
  fields: readonly string[],
  creditsFor: (fields: readonly string[], until?: number) => readonly Credit[],
): readonly Credit[] {
  const earlier = [...new Set(former.values())].flatMap((until) => {
    const ids = fields.filter((id) => former.get(id) === until);
    const credits = creditsFor(ids, until);
    const named = new Set(credits.flatMap((credit) => [...(credit.fields ?? [])]));
    const others = new Set(ids.filter((id) => !named.has(id)));
    return credits.map((credit) => ({ ...credit, fields: credit.fields ?? others }));
  });
  const latter = fields.filter((id) => !former.has(id));
  return latter.length > 0 || earlier.length === 0 ? [...earlier, ...creditsFor(latter)] : earlier;
}

/** The cells or texts of one part. @param others fields of the other parts */
export function partOf<T>(
  cells: Readonly<Record<string, T>>,
  { fields }: Credit,
  others: ReadonlySet<string>,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(cells).filter(([id]) => (fields ? fields.has(id) : !others.has(id))),
  );
}
