// What there is to watch: a base by its pasted address or token, its tables, and the names of their fields and people.
import { z } from 'zod';
import type { BaseChoice } from '#shared/connection';
import { err, ok, type Result } from '#shared/result';
import type { Discover, LabelFact } from '../source';
import type { FeishuConfig } from './config';
import { addressOf } from './events/draft';
import { type Place, placeIn } from './place';
import { type Access, call, hostOf } from './server/client';
import { askPeople, peopleOf } from './server/people-names';
import { fieldSchema, readBase, readFields, readTables } from './server/schema';
import { admitted } from './server/token';

/** https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/wiki-v2/space/get_node */
const node = z.object({ node: z.object({ obj_type: z.string(), obj_token: z.string() }) });

export const discover: Discover<FeishuConfig> = {
  /** The service lists no bases to an app: a person pastes the address of one. */
  async bases(given, { search }) {
    const own = await admitted(given);
    if (!own.ok) return own;
    const access = own.value;
    const place = search.trim() === '' ? configured(access.config) : placeIn(search);
    if (place === null) return ok({ bases: [], next: null });
    const base = await findBase(access, place);
    if (!base.ok) return base;
    const { id } = base.value;
    const isOwnPage = search.trim() === '' && place.kind === 'wiki';
    const found = isOwnPage ? { address: addressOf(access.config, { base: id }) ?? id } : {};
    return ok({ bases: [{ ...base.value, ...found }], next: null });
  },

  tables: (access, baseId) => readTables(access, baseId),
  people: askPeople,

  async labels(given, baseId, tableId) {
    const own = await admitted(given);
    if (!own.ok) return own;
    const access = own.value;
    const base = await readBase(access, baseId);
    if (!base.ok) return base;
    const tables = await readTables(access, baseId);
    if (!tables.ok) return tables;
    const fields = await readFields(access, baseId, tableId);
    if (!fields.ok) return fields;
    const { name, timeZone } = base.value;
    return ok([
      ...(name === '' ? [] : [{ kind: 'base', id: baseId, name } as const]),
      ...tables.value.map((one): LabelFact => ({ kind: 'table', ...one })),
      ...fields.value.map(
        (one): LabelFact => ({
          kind: 'field',
          tableId,
          ...fieldSchema(one, timeZone),
        }),
      ),
      ...(await peopleOf(access, { baseId, tableId })),
    ]);
  },
};

/** What the connection itself names. */
function configured({ fileToken, wikiToken }: FeishuConfig): Pick<Place, 'kind' | 'token'> | null {
  if (fileToken !== undefined) return { kind: 'base', token: fileToken };
  return wikiToken === undefined ? null : { kind: 'wiki', token: wikiToken };
}

async function findBase(
  access: Access,
  place: Pick<Place, 'kind' | 'token'>,
): Promise<Result<BaseChoice>> {
  const token = place.kind === 'base' ? ok(place.token) : await baseInWiki(access, place.token);
  if (!token.ok) return token;
  const base = await readBase(access, token.value);
  return base.ok ? ok({ id: token.value, name: base.value.name || token.value }) : base;
}

/** A page of a wiki stands for a document of its own, which may be a base. */
async function baseInWiki(access: Access, token: string): Promise<Result<string>> {
  const found = await call(access, {
    method: 'GET',
    path: 'wiki/v2/spaces/get_node',
    query: { token },
    answer: node,
    about: token,
  });
  if (!found.ok) return found;
  const { obj_type: type, obj_token: baseId } = found.value.node;
  if (type === 'bitable') return ok(baseId);
  return err({ code: 'service-not-found', params: { host: hostOf(access), what: token } });
}
