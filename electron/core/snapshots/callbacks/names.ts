// Changes of fields, tables or people whose names nobody knows yet: they are read before it is told, though not waited for long.
import { ok, type Result } from '#shared/result';
import type { Directory } from '../../connections/directory';
import type { ServiceDesk } from '../../connections/service-desk';
import type { Log } from '../../ports';
import { errorName } from '../../redact-log';
import type { ChangeDraft, TableRef } from '../../sources/source';
import type { ScanNeeds } from '../reading/scan';
import type { SchemaBook } from '../structure/schema';
import { readableOf, tableKey } from '../watched';
import { createAskedLately } from './asked-lately';
import { createLinkedReader } from './linked-records';
import type { SetAside, Waiting } from './set-aside';
import { tableOf } from './sort-drafts';

/** ms; a name is not worth a longer wait. */
const longest = 5000;
/** ms after which a person whose name the service did not give is asked for again. */
const strangerAge = 60 * 60_000;
/** People asked for at once; more are told by their ids. */
const atOnce = 50;

export const namesKey = 'names';

export interface NameBook {
  /** Whether something in it is known by its id alone, and can be asked for. */
  wants(connectionId: string, draft: ChangeDraft): boolean;
  /** Reads what was wanted, and gives the delivery back. It never fails. */
  read(connectionId: string, waiting: Waiting): Promise<void>;
}

export interface NameNeeds extends Pick<ScanNeeds, 'store' | 'clock' | 'stopped' | 'wake'> {
  readonly directory: Directory;
  readonly services: ServiceDesk;
  readonly log: Log;
}

/** A new or changed field that is only known by its id. */
const isNameless = ({ subject, action, changes }: ChangeDraft): boolean =>
  subject === 'field' &&
  action !== 'deleted' &&
  changes.some(({ field }) => field.name === undefined);

export function createNameBook(
  needs: NameNeeds,
  schemas: Pick<SchemaBook, 'refresh'>,
  aside: SetAside,
): NameBook {
  const { store, directory, services, clock } = needs;
  /** Connections whose schema is wanted, and people by connection. */
  const unread = new Set<string>();
  const strangers = new Map<string, Set<string>>();
  /** Questions for people that are not answered yet, by connection. */
  const asking = new Map<
    Promise<Result<null>>,
    { readonly connectionId: string; readonly ids: ReadonlySet<string> }
  >();
  const strangeFields = new Set<string>();
  const asked = createAskedLately(clock, strangerAge);
  const linked = createLinkedReader(needs);

  function wantsSchema(connectionId: string, draft: ChangeDraft): boolean {
    const table = tableOf(draft);
    const strange = table ? strangeIn(connectionId, table, draft) : [];
    const isUnnamed = isNameless(draft) || draft.table?.name === undefined;
    if (!table || !(isUnnamed || strange.length > 0)) return false;
    const readable = readableOf(needs, connectionId);
    if (!store.snapshots.table(connectionId, table)) {
      // It came to a base that is watched as a whole since its schema was read.
      return readable?.bases.has(table.baseId) ?? false;
    }
    const key = tableKey(connectionId, table);
    const isRead = readable?.tables.some((one) => tableKey(connectionId, one) === key) ?? false;
    if (!isRead) return false;
    for (const one of strange) strangeFields.add(one);
    return isNameless(draft) || strange.length > 0;
  }

  /** Fields of a record that the schema did not have, each asked for once: bodies may know them by another name by now. */
  function strangeIn(
    connectionId: string,
    table: TableRef,
    { subject, changes }: ChangeDraft,
  ): readonly string[] {
    const { fields = [] } = store.snapshots.table(connectionId, table) ?? {};
    if (subject !== 'record' || fields.length === 0) return [];
    const known = new Set(fields.map(({ id }) => id));
    return changes
      .filter(({ field }) => field.type === undefined && !known.has(field.id))
      .map(({ field }) => JSON.stringify([tableKey(connectionId, table), field.id]))
      .filter((key) => !strangeFields.has(key));
  }

  const asksOf = (connectionId: string) =>
    [...asking].filter(([, one]) => one.connectionId === connectionId);

  function wantsPerson(connectionId: string, { actor }: ChangeDraft): string | null {
    const { id, name } = actor;
    if (id === undefined || name !== undefined) return null;
    // While the answer is on its way, it is waited for like by the one who asked.
    const isAsking = asksOf(connectionId).some(([, { ids }]) => ids.has(id));
    if (!isAsking && asked.has(JSON.stringify([connectionId, id]))) return null;
    const bound = directory.reader(connectionId, null);
    return bound?.discover?.people && directory.canCall(connectionId) ? id : null;
  }

  async function readPeople(connectionId: string, ids: readonly string[]): Promise<Result<null>> {
    for (const id of ids) asked.add(JSON.stringify([connectionId, id]));
    const found = await services.call(
      connectionId,
      'values',
      async (bound, http) => (await bound.discover?.people?.(http, ids)) ?? ok([]),
    );
    if (!found.ok) return found;
    if (!needs.stopped()) store.labels.learn(connectionId, found.value, clock.now());
    return ok(null);
  }

  /** Asks for those who are not asked for yet. */
  function askStrangers(connectionId: string): void {
    const known = new Set(asksOf(connectionId).flatMap(([, { ids }]) => [...ids]));
    const people = [...(strangers.get(connectionId) ?? [])].filter((id) => !known.has(id));
    strangers.delete(connectionId);
    const ids = people.slice(0, atOnce);
    if (ids.length === 0) return;
    const answer = readPeople(connectionId, ids);
    asking.set(answer, { connectionId, ids: new Set(ids) });
    const forget = () => void asking.delete(answer);
    answer.then(forget, forget);
  }

  /** @returns whether all of it could be read in time */
  async function isRead(connectionId: string): Promise<boolean> {
    askStrangers(connectionId);
    const readings = [
      ...(unread.delete(connectionId) ? [schemas.refresh(connectionId, 'values')] : []),
      ...asksOf(connectionId).map(([answer]) => answer),
      ...linked.read(connectionId),
    ];
    let cancel = () => {};
    const late = new Promise<boolean>((go) => {
      cancel = clock.after(longest, () => go(false));
    });
    const read = Promise.all(readings).then(
      (all) => all.every(({ ok: isFine }) => isFine),
      () => false,
    );
    const answer = await Promise.race([read, late]);
    cancel();
    return answer;
  }

  return {
    wants(connectionId, draft) {
      const person = wantsPerson(connectionId, draft);
      if (person !== null) {
        const all = strangers.get(connectionId) ?? new Set();
        strangers.set(connectionId, all.add(person));
      }
      const isSchema = wantsSchema(connectionId, draft);
      if (isSchema) unread.add(connectionId);
      const isLinked = linked.wants(connectionId, draft);
      return isSchema || isLinked || person !== null;
    },

    async read(connectionId, waiting) {
      const known = new Set((await isRead(connectionId)) ? [namesKey] : []);
      if (needs.stopped()) return;
      try {
        store.transaction(() => aside.giveBack(waiting, namesKey, known));
        needs.wake();
      } catch (error) {
        // It stays set aside, and is read with the next start.
        needs.log.error('names were not noted', { error: errorName(error) });
      }
    },
  };
}
