// What there is to watch: the base of the API token or those of the account, their tables and columns, and people's names.
import { ok } from '#shared/result';
import type { Discover } from '../source';
import { type Config, plainUuid, within } from './config';
import { basesOfAccount } from './server/account';
import { tokenOf } from './server/base-token';
import { baseFact, peopleFacts, readTables, schemaOf, tableFacts } from './server/metadata';
import { readPeople, readPerson } from './server/people';

export const discover: Discover<Config> = {
  async bases(access, { search }) {
    const wanted = folded(search.trim());
    const { apiToken, accountToken } = access.secrets;
    if (!apiToken && accountToken) {
      const all = await basesOfAccount(access);
      if (!all.ok) return all;
      const found = all.value.filter(({ name }) => folded(name).includes(wanted));
      return ok({
        bases: found.map(({ uuid, name }) => ({ id: plainUuid(uuid), name })),
        next: null,
      });
    }
    const base = await tokenOf(access);
    if (!base.ok) return base;
    const { uuid, name } = base.value;
    const one = { id: plainUuid(uuid), name: name ?? uuid };
    return ok({ bases: folded(one.name).includes(wanted) ? [one] : [], next: null });
  },

  async tables(access, baseId) {
    const base = await tokenOf(within(access, baseId));
    const found = base.ok ? await readTables(access, base.value) : base;
    if (!found.ok) return found;
    return ok(
      found.value.map(schemaOf).map(({ id, name, fields }) => ({
        id,
        name,
        fields: fields.map((field) => ({ id: field.id, name: field.label.name })),
      })),
    );
  },

  async labels(access, baseId, tableId) {
    const base = await tokenOf(within(access, baseId));
    if (!base.ok) return base;
    const found = await readTables(access, base.value);
    if (!found.ok) return found;
    // Names of people are a nicety: without them the columns still help.
    const people = await readPeople(access, base.value);
    return ok([
      ...baseFact(base.value.uuid, base.value.name),
      ...found.value.filter((one) => one._id === tableId).flatMap(tableFacts),
      ...(people.ok ? peopleFacts(people.value) : []),
    ]);
  },

  /** A webhook tells ids alone. Those who are not in the list of the base are asked for one by one. */
  async people(access, ids) {
    const base = await tokenOf(access);
    const listed = base.ok ? await readPeople(access, base.value) : base;
    if (!listed.ok) return listed;
    const named = await Promise.all(
      ids.map(async (id) => {
        const known = listed.value.get(id);
        const name = known === undefined ? await readPerson(access, id) : ok(known);
        return name.ok ? [[id, name.value] as const] : [];
      }),
    );
    return ok(peopleFacts(named.flat()));
  },
};

/** As people compare names: without case, and full-width letters like others. */
const folded = (name: string): string => name.normalize('NFKC').toLowerCase();
