// Changes that a service states of tables that are read as well: told once, whichever of the two comes first.
import type { FieldChange } from '#shared/event';
import type { TableRef } from '../../sources/source';
import type { NewEvent, Said } from '../../store/store';
import type { ValueNeeds } from '../callbacks/values';
import { applyReading } from '../comparing/apply';
import { stepsOf } from '../comparing/explain';
import type { ScanNeeds } from '../reading/scan';
import type { Turns } from '../reading/turns';
import { readableOf, tableKey } from '../watched';
import { endOf } from './chain';
import { own, settleFound, type Taken, takeFoundStructure } from './settle-found';
import { stillThere } from './still-there';
import { isBefore, lastRead, lookedAt, spanOf } from './windows';

/** ms that a reading waits for more of the same table. */
const wait = 250;
/** Calls that one reading may take; more rows than that are left to the next comparison. */
const callsAtMost = 4;

interface ClockNeeds {
  /** ms by which the clock of a connection's service is ahead of this machine's; null: not measured yet. */
  readonly skew: (connectionId: string) => number | null;
}

export interface StatedBook {
  /** To be called in the transaction that stores the event, for one that is not stored yet. */
  take(event: NewEvent): Taken;
  /** Title of the event's record as the table was last read; undefined where it is not known, or the event changes it. */
  titleOf(event: NewEvent): string | undefined;
  stop(): void;
}

export function createStatedBook(
  needs: ScanNeeds & Pick<ValueNeeds, 'directory' | 'budget'> & ClockNeeds,
  turns: Turns,
): StatedBook {
  const { store, clock, directory, budget } = needs;
  const { snapshots, events } = store;
  const waiting = new Map<string, { readonly table: TableRef; readonly ids: Set<string> }>();
  const timers = new Set<() => void>();

  function take(event: NewEvent): Taken {
    const { connectionId, record, subject, certainty, base, table } = event;
    if ((subject === 'field' || subject === 'table') && certainty === 'stated') {
      return takeFoundStructure(store, event);
    }
    if (!record || !table || subject !== 'record' || certainty !== 'stated') return own;
    const ref = { baseId: base.id, tableId: table.id };
    const entry = snapshots.table(connectionId, ref);
    if (!entry || entry.comparedAt === null) return own;
    const row = snapshots.rows(connectionId, ref, [record.id]).get(record.id);
    const notes = snapshots.said(connectionId, ref, record.id);
    const textOf = (fieldId: string) => {
      const field = entry.fields.find(({ id }) => id === fieldId);
      return needs.text(
        connectionId,
        row?.cells[fieldId],
        field ?? { id: fieldId, label: { name: '' } },
      );
    };
    const rows = events.ofRecord(event, lookedAt).filter((one) => one.subject === 'record');
    const skew = needs.skew(connectionId);
    // Values go back and forth: what goes on from today's text may be of before it was read all the same.
    const follows = ({ field, beforeText }: FieldChange) =>
      beforeText !== undefined &&
      endOf(textOf(field.id), stepsOf(notes, field.id)) === beforeText &&
      !isBefore(event, lastRead(rows, field.id), skew);
    const { comparedAt } = entry;
    // In the very second when a scan began it may have happened after.
    const wasRead = event.occurredAt !== null && comparedAt > spanOf(event).to;
    const isOld = isBefore(event, comparedAt, skew);
    const { taken, fields } = settleFound(store, event, follows, notes, rows);
    note(
      event,
      ref,
      (change) => {
        if (change.afterText === undefined || fields.has(change.field.id)) return false;
        // Its outcome was read already; what came before it was told with it, or came to nothing.
        return (
          (follows(change) && !isOld) ||
          event.action !== 'updated' ||
          !(wasRead || textOf(change.field.id) === change.afterText)
        );
      },
      taken.isStored,
    );
    prompt(connectionId, ref, record.id, wait);
    if (event.action === 'deleted') prompt(connectionId, ref, record.id, stillThere.again);
    return taken;
  }

  function titleOf({ connectionId, record, base, table, changes }: NewEvent): string | undefined {
    if (!record || !table) return undefined;
    const ref = { baseId: base.id, tableId: table.id };
    const primary = snapshots.table(connectionId, ref)?.fields.find(({ label }) => label.primary);
    if (!primary || changes.some(({ field }) => field.id === primary.id)) return undefined;
    const row = snapshots.rows(connectionId, ref, [record.id]).get(record.id);
    const title = row && needs.text(connectionId, row.cells[primary.id], primary).trim();
    return title === '' ? undefined : title;
  }

  function note(
    event: NewEvent,
    table: TableRef,
    counts: (change: FieldChange) => boolean,
    isTold: boolean,
  ): void {
    const { connectionId, record, action, changes } = event;
    const { from, to } = spanOf(event);
    const cells: Said['cells'] = Object.fromEntries(
      changes
        .filter(counts)
        .map(({ field, beforeText, afterText = '' }) => [
          field.id,
          { before: action === 'created' ? '' : (beforeText ?? null), after: afterText },
        ]),
    );
    const isNews = action !== 'updated' && !isTold;
    if (record && (isNews || Object.keys(cells).length > 0)) {
      snapshots.say(connectionId, table, record.id, {
        action: isNews ? action : 'updated',
        cells: action === 'deleted' ? {} : cells,
        from: Number.isFinite(from) ? from : null,
        to,
      });
    }
  }

  /** The snapshot follows what is said, so that it has what was in a row when the row goes. */
  function prompt(connectionId: string, table: TableRef, recordId: string, after: number): void {
    const key = `${after} ${tableKey(connectionId, table)}`;
    const known = waiting.get(key);
    if (known) {
      known.ids.add(recordId);
      return;
    }
    waiting.set(key, { table, ids: new Set([recordId]) });
    const cancel = clock.after(after, () => {
      timers.delete(cancel);
      const named = [...(waiting.get(key)?.ids ?? [])];
      waiting.delete(key);
      // Of what is gone, nothing more is to be asked.
      const ids = after === wait ? named : [...snapshots.rows(connectionId, table, named).keys()];
      if (ids.length === 0) return;
      void read(connectionId, table, ids).catch(() => {
        // What was said is noted, and the next comparison takes it into account.
      });
    });
    timers.add(cancel);
  }

  async function read(connectionId: string, ref: TableRef, ids: readonly string[]): Promise<void> {
    const readable = readableOf({ store, directory }, connectionId);
    const key = tableKey(connectionId, ref);
    const table = readable?.tables.find((one) => tableKey(connectionId, one) === key);
    const size = readable?.reading.atOnce ?? 1;
    const meters = directory.reader(connectionId, null)?.meters ?? [];
    const isRich = readable && budget.state(readable.connection.source, meters) === 'enough';
    if (needs.stopped() || !table || !isRich || ids.length > size * callsAtMost) return;
    await turns.ofTable(connectionId, table, async () => {
      for (let at = 0; at < ids.length; at += size) {
        const asked = ids.slice(at, at + size);
        const when = { newestSaid: snapshots.newestSaid(), askedAt: clock.now() };
        const answer = await turns.call(connectionId, 'values', (tables, http) =>
          tables.some(http, table, asked),
        );
        await needs.settled();
        if (!answer.ok || needs.stopped()) return;
        const prompt = {
          connectionId,
          subscriptionId: null,
          channel: 'push' as const,
          receivedAt: 0,
        };
        const rows = answer.value;
        const common = { scan: null, told: () => undefined, ...when, onlySaid: true };
        const reading = { table, prompt, asked, rows, ...common };
        if (store.transaction(() => applyReading(needs, reading)).length > 0) needs.wake();
      }
    });
  }

  return {
    take,
    titleOf,
    stop() {
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}
