// Changes that a service states of tables that are read as well: told once, whichever of the two comes first.
import { createHash } from 'node:crypto';
import type { ChangeEvent, FieldChange } from '#shared/event';
import type { TableRef } from '../sources/source';
import type { NewEvent, Said } from '../store/store';
import { applyReading } from './apply';
import { endOf } from './chain';
import { type Note, stepsOf } from './explain';
import { settleLate } from './late';
import type { ScanNeeds } from './scan';
import type { Turns } from './turns';
import { foundAround, stepsNear, untold } from './untold';
import type { ValueNeeds } from './values';
import { readableOf, tableKey } from './watched';

/** Found events of a record that are looked at. */
const lookedAt = 20;
/** ms that a reading waits for more of the same table. */
const wait = 250;
/** Calls that one reading may take; more rows than that are left to the next comparison. */
const callsAtMost = 4;

interface Taken {
  /** The event need not be stored any more. */
  readonly isStored: boolean;
  /** Events that were stored before, as they are now. */
  readonly filled: readonly ChangeEvent[];
  readonly added: readonly ChangeEvent[];
}

export interface StatedBook {
  /** To be called in the transaction that stores the event, for one that is not stored yet. */
  take(event: NewEvent): Taken;
  /** Title of the event's record as the table was last read; undefined where it is not known, or the event changes it. */
  titleOf(event: NewEvent): string | undefined;
  stop(): void;
}

const own: Taken = { isStored: false, filled: [], added: [] };

export function createStatedBook(
  needs: ScanNeeds & Pick<ValueNeeds, 'directory' | 'budget'>,
  turns: Turns,
): StatedBook {
  const { store, clock, directory, budget } = needs;
  const { snapshots, events } = store;
  const waiting = new Map<string, { readonly table: TableRef; readonly ids: Set<string> }>();
  const timers = new Set<() => void>();

  function take(event: NewEvent): Taken {
    const { connectionId, record, subject, certainty, base, table } = event;
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
    const follows = ({ field, beforeText }: FieldChange) =>
      beforeText !== undefined && endOf(textOf(field.id), stepsOf(notes, field.id)) === beforeText;
    const { comparedAt } = entry;
    // At the very time when a scan began it may have happened after.
    const wasRead = event.occurredAt !== null && comparedAt > event.occurredAt;
    const { taken, fields } = settle(event, follows, notes);
    note(
      event,
      ref,
      (change) => {
        if (change.afterText === undefined || fields.has(change.field.id)) return false;
        // Its outcome was read already; what came before it was told with it, or came to nothing.
        return (
          follows(change) ||
          event.action !== 'updated' ||
          !(wasRead || textOf(change.field.id) === change.afterText)
        );
      },
      taken.isStored,
    );
    prompt(connectionId, ref, record.id);
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

  /** What begins or ends alike is the surest; else what was found first after the change had happened. */
  function* candidates(
    event: NewEvent,
    follows: (change: FieldChange) => boolean,
    notes: readonly Note[],
  ) {
    const known = events.ofRecord(event, lookedAt).filter(({ subject }) => subject === 'record');
    const all = known.filter(({ certainty }) => certainty === 'derived');
    const within = foundAround(event, all);
    for (const [list, isWithin] of [[all, false] as const, [within, true] as const]) {
      for (const found of list) {
        const used: number[] = [];
        const settled = settleLate(event, found, follows, isWithin, (change) => {
          const steps = [...stepsOf(notes, change.field.id), ...stepsNear(known, found, change)];
          const rest = untold(change, steps);
          // Those below zero are of the feed, and are no notes.
          used.push(...rest.used.filter((no) => no > 0));
          return rest.change;
        });
        if (settled) yield { found, settled, used };
      }
    }
  }

  function settle(
    event: NewEvent,
    follows: (change: FieldChange) => boolean,
    notes: readonly Note[],
  ): { readonly taken: Taken; readonly fields: ReadonlySet<string> } {
    for (const { found, settled, used } of candidates(event, follows, notes)) {
      snapshots.heard(used);
      const { seq: _, at: __, unread: ___, ...known } = found;
      const changed = settled.found
        ? events.restate(found.id, { ...known, changes: settled.found })
        : events.restate(found.id, { ...event, changes: settled.stated });
      const rest = settled.rest.length === 0 ? [] : [restOf(known, event, settled.rest)];
      const taken = {
        isStored: settled.found === null,
        filled: changed ? [changed] : [],
        added: events.insert(rest),
      };
      return { taken, fields: settled.fields };
    }
    return { taken: own, fields: new Set() };
  }

  function note(
    { connectionId, record, action, changes }: NewEvent,
    table: TableRef,
    counts: (change: FieldChange) => boolean,
    isTold: boolean,
  ): void {
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
      });
    }
  }

  /** The snapshot follows what is said, so that it has what was in a row when the row goes. */
  function prompt(connectionId: string, table: TableRef, recordId: string): void {
    const key = tableKey(connectionId, table);
    const known = waiting.get(key);
    if (known) {
      known.ids.add(recordId);
      return;
    }
    waiting.set(key, { table, ids: new Set([recordId]) });
    const cancel = clock.after(wait, () => {
      timers.delete(cancel);
      const ids = [...(waiting.get(key)?.ids ?? [])];
      waiting.delete(key);
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
        store.transaction(() => applyReading(needs, { table, prompt, asked, rows, ...common }));
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

/** Nobody has stated it yet; when somebody does, it is found by its values. */
function restOf(found: NewEvent, stated: NewEvent, changes: readonly FieldChange[]): NewEvent {
  const id = createHash('sha256')
    .update(JSON.stringify([found.id, stated.id]))
    .digest('base64url');
  return { ...found, id: id.slice(0, 22), action: 'updated', changes };
}
