// What records are called that changes link to, where their table is not watched: read before the change is told.
import { ok, type Result } from '#shared/result';
import type { Directory } from '../../connections/directory';
import type { ServiceDesk } from '../../connections/service-desk';
import { unnamedLinks } from '../../pipeline/titles';
import type { Clock } from '../../ports';
import type { ChangeDraft, FieldLabel, LabelFact, TableRef } from '../../sources/source';
import type { Store } from '../../store/store';
import { tableKey } from '../watched';
import { createAskedLately } from './asked-lately';

/** ms after which a record whose title the service did not give is asked for again. */
const unknownAge = 60 * 60_000;
/** Calls for rows that one reading may take for each table; more are told by their ids. */
const callsAtMost = 2;

interface Wanted {
  readonly table: TableRef;
  readonly ids: Set<string>;
}

export interface LinkedReader {
  /** Whether it links to records whose titles are not known, and can be asked for. */
  wants(connectionId: string, draft: ChangeDraft): boolean;
  /** Reads what was wanted, one reading for each table. */
  read(connectionId: string): readonly Promise<Result<null>>[];
}

interface LinkedNeeds {
  readonly store: Store;
  readonly directory: Directory;
  readonly services: ServiceDesk;
  readonly clock: Clock;
  readonly stopped: () => boolean;
}

export function createLinkedReader(needs: LinkedNeeds): LinkedReader {
  const { store, directory, services, clock } = needs;
  const wanted = new Map<string, Map<string, Wanted>>();
  const asked = createAskedLately(clock, unknownAge);
  const titleFields = new Map<string, { readonly id: string; readonly label: FieldLabel }>();

  /** The field whose value is a record's title. */
  async function titleField(connectionId: string, table: TableRef) {
    const key = tableKey(connectionId, table);
    const known =
      titleFields.get(key) ??
      store.snapshots.table(connectionId, table)?.fields.find(({ label }) => label.primary);
    if (known) return ok(known);
    const facts = await services.call(
      connectionId,
      'values',
      async (bound, http) =>
        (await bound.discover?.labels(http, table.baseId, table.tableId)) ?? ok([]),
    );
    if (!facts.ok) return facts;
    if (!needs.stopped()) store.labels.learn(connectionId, facts.value, clock.now());
    for (const fact of facts.value) {
      const isTitle = fact.kind === 'field' && fact.tableId === table.tableId;
      if (isTitle && fact.label?.primary) titleFields.set(key, { id: fact.id, label: fact.label });
    }
    return ok(titleFields.get(key) ?? null);
  }

  async function readTable(connectionId: string, { table, ids }: Wanted): Promise<Result<null>> {
    for (const id of ids) asked.add(`${tableKey(connectionId, table)} ${id}`);
    const field = await titleField(connectionId, table);
    if (!field.ok) return field;
    const { value: primary } = field;
    if (!primary) return ok(null);
    const found = await services.call(connectionId, 'values', async ({ tables }, http) => {
      if (!tables) return ok([]);
      const facts: LabelFact[] = [];
      for (let from = 0; from < callsAtMost * tables.atOnce; from += tables.atOnce) {
        const lot = [...ids].slice(from, from + tables.atOnce);
        if (lot.length === 0) break;
        const rows = await tables.some(http, table, lot);
        if (!rows.ok) return rows;
        for (const { id, cells } of rows.value) {
          const name = tables.cell(cells[primary.id], primary).text.trim();
          if (name !== '') facts.push({ kind: 'record', tableId: table.tableId, id, name });
        }
      }
      return ok(facts);
    });
    if (!found.ok) return found;
    if (!needs.stopped()) store.labels.learn(connectionId, found.value, clock.now());
    return ok(null);
  }

  return {
    wants(connectionId, draft) {
      const links = unnamedLinks(needs, { ...draft, connectionId });
      if (links.length === 0 || !directory.canCall(connectionId)) return false;
      let isWanted = false;
      for (const { tableId, ids } of links) {
        const table = { baseId: draft.base.id, tableId };
        const key = tableKey(connectionId, table);
        const unasked = ids.filter((id) => !asked.has(`${key} ${id}`));
        if (unasked.length === 0) continue;
        isWanted = true;
        const ofConnection = wanted.get(connectionId) ?? new Map<string, Wanted>();
        wanted.set(connectionId, ofConnection);
        const known = ofConnection.get(key) ?? { table, ids: new Set<string>() };
        ofConnection.set(key, known);
        for (const id of unasked) known.ids.add(id);
      }
      return isWanted;
    },

    read(connectionId) {
      const all = [...(wanted.get(connectionId)?.values() ?? [])];
      wanted.delete(connectionId);
      return all.map((one) => readTable(connectionId, one));
    },
  };
}
