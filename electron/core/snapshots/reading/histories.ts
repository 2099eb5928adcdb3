// Asks the service for the history of rows that differ from their snapshot, of a few in each scan.
import { ok, type Problem } from '#shared/result';
import type { Purpose } from '../../budget/budget';
import type { PastChange, Row } from '../../sources/source';
import { type ApplyNeeds, sameIn } from '../comparing/apply';
import { computedIn } from '../comparing/by-formula';
import { compareRow } from '../comparing/compare';
import { stepsOf } from '../comparing/explain';
import { part, type Step } from '../stated/chain';
import { always } from '../stated/windows';
import type { WatchedTable } from '../watched';
import type { Turns } from './turns';

/** Calls of one scan, one after the other; of further rows, only new ones tell who made them. */
export const historiesAtMost = 60;
/** ms for which a connection whose service gives no histories is not asked again. */
const restFor = 6 * 60 * 60_000;

/** These come and go; every other refusal is one of the call itself, such as for want of a right. */
const passing: ReadonlySet<Problem['code']> = new Set([
  'service-busy',
  'service-unreachable',
  'budget-spent',
  'token-expired',
]);

interface Asked {
  readonly connectionId: string;
  readonly table: WatchedTable;
  readonly purpose: Purpose;
  /** Calls that the scan may still make; is written. */
  readonly allowance: { left: number };
}

interface HistoryNeeds extends Pick<ApplyNeeds, 'store' | 'clock' | 'text' | 'same' | 'computed'> {
  readonly stopped: () => boolean;
}

export interface Histories {
  /**
   * @param rows as they were just read
   * @param missing ids of rows that are not there any more
   * @returns by row id, where there is something to tell and the service tells of it
   */
  of(
    asked: Asked,
    rows: readonly Row[],
    missing: readonly string[],
  ): Promise<ReadonlyMap<string, readonly PastChange[]>>;
}

/** Whether what was said leads from one text to the other, whenever it was. */
const isSaid = (before: string, after: string, steps: readonly Step[]): boolean =>
  part({ before, after, since: always, until: always }, steps).missing.length === 0;

export function createHistories(needs: HistoryNeeds, turns: Turns): Histories {
  const { store, clock, stopped } = needs;
  const restsUntil = new Map<string, number>();
  const { snapshots } = store;

  /** Rows with a change that nobody has stated. */
  function differing(
    { connectionId, table }: Asked,
    rows: readonly Row[],
    missing: readonly string[],
  ): readonly string[] {
    const entry = snapshots.table(connectionId, table);
    if (!entry || entry.comparedAt === null) return [];
    const after = new Map(rows.map((row) => [row.id, row]));
    const ids = [...after.keys(), ...missing];
    const before = snapshots.rows(connectionId, table, ids);
    const known = entry.fields.length === 0 ? null : new Set(entry.fields.map(({ id }) => id));
    const same = sameIn(needs, connectionId, entry);
    const fields = new Map(entry.fields.map((field) => [field.id, field]));
    const text = (id: string, value: unknown) =>
      needs.text(connectionId, value, fields.get(id) ?? { id, label: { name: '' } });
    const isComputed = computedIn(entry.fields, (field) => needs.computed(connectionId, field));
    return ids.filter((id) => {
      const change = compareRow(id, before.get(id), after.get(id), known, same);
      if (!change || !table.kinds.has(change.action)) return false;
      const notes = snapshots.said(connectionId, table, id);
      if (change.action !== 'updated') return !notes.some(({ action }) => action === change.action);
      const isUnsaid = (field: string) => {
        const [from, to] = [change.before?.[field], change.after?.[field]];
        return !isSaid(text(field, from), text(field, to), stepsOf(notes, field));
      };
      // What the service works out by itself is in no history.
      return Object.keys({ ...change.before, ...change.after }).some(
        (field) => !isComputed(field) && isUnsaid(field),
      );
    });
  }

  return {
    async of(asked, rows, missing) {
      const { connectionId, table, purpose, allowance } = asked;
      const found = new Map<string, readonly PastChange[]>();
      if (clock.now() < (restsUntil.get(connectionId) ?? 0)) return found;
      const gone = new Set(missing);
      for (const id of differing(asked, rows, missing)) {
        if (allowance.left <= 0 || stopped()) break;
        allowance.left -= 1;
        const past = await turns.call(connectionId, purpose, (tables, http) =>
          tables.past ? tables.past(http, table, id) : Promise.resolve(ok(null)),
        );
        if (past.ok && past.value) found.set(id, past.value);
        else {
          const isPassing = !past.ok && passing.has(past.error.code);
          // Of a row that is gone, a service may know nothing any more: that says nothing of the others.
          const isOfRow = !past.ok && past.error.code === 'service-not-found' && gone.has(id);
          if (!isPassing && !isOfRow) restsUntil.set(connectionId, clock.now() + restFor);
          break;
        }
      }
      return found;
    },
  };
}
