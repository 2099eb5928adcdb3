// The calls of the open platform that the app uses, over the simulated bases.
import { type Reply, refusals, success } from './answers';
import type { SimulatedBase, SimulatedRecord, SimulatedTable } from './base';
import { propertyOf, readCell } from './values';

export interface Ask {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}
export interface World {
  readonly bases: ReadonlyMap<string, SimulatedBase>;
  readonly subscribed: Set<string>;
  /** Pages of wikis: their tokens, and what they stand for. */
  readonly wiki: ReadonlyMap<string, { readonly type: string; readonly token: string }>;
  /** Rises with every answer. */
  readonly serial: () => number;
}
export interface Route {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly perMinute?: number;
  readonly handle: (world: World, ask: Ask) => Reply;
}

const ofFile =
  (work: (world: World, base: SimulatedBase) => Reply) =>
  (world: World, { params }: Ask): Reply => {
    const base = world.bases.get(params.file ?? '');
    if (!base) return refusals.noFile;
    return base.managed ? work(world, base) : refusals.notManaged;
  };
const ofBase =
  (work: (base: SimulatedBase, ask: Ask, world: World) => Reply) =>
  (world: World, ask: Ask): Reply => {
    const base = world.bases.get(ask.params.base ?? '');
    return base ? work(base, ask, world) : refusals.noBase;
  };
const ofTable = (
  work: (table: SimulatedTable, base: SimulatedBase, ask: Ask, world: World) => Reply,
) =>
  ofBase((base, ask, world) => {
    const table = base.tables.find(({ id }) => id === ask.params.table);
    return table ? work(table, base, ask, world) : refusals.noTable;
  });

const files = '/open-apis/drive/v1/files/:file';
const bases = '/open-apis/bitable/v1/apps/:base';

export const routes: readonly Route[] = [
  {
    name: 'subscribe',
    method: 'POST',
    path: `${files}/subscribe`,
    handle: ofFile(({ subscribed }, { token }) => {
      subscribed.add(token);
      return success({});
    }),
  },
  {
    name: 'get_subscribe',
    method: 'GET',
    path: `${files}/get_subscribe`,
    perMinute: 10,
    // Whether one that is not subscribed is a refusal or a `false` is documented both ways.
    handle: ofFile(({ subscribed }, { token }) =>
      subscribed.has(token) ? success({ is_subscribe: true }) : refusals.notSubscribed,
    ),
  },
  {
    name: 'delete_subscribe',
    method: 'DELETE',
    path: `${files}/delete_subscribe`,
    perMinute: 10,
    handle: ofFile(({ subscribed }, { token }) =>
      subscribed.delete(token) ? success({}) : refusals.notSubscribed,
    ),
  },
  {
    name: 'app',
    method: 'GET',
    path: bases,
    handle: ofBase((base) =>
      success({
        app: {
          app_token: base.token,
          name: base.name,
          revision: 1,
          is_advanced: base.advanced,
          time_zone: base.timeZone,
        },
      }),
    ),
  },
  {
    name: 'tables',
    method: 'GET',
    path: `${bases}/tables`,
    handle: ofBase(({ tables }, ask) =>
      paged(
        tables.map(({ id, name, revision }) => ({ table_id: id, name, revision })),
        ask,
        20,
      ),
    ),
  },
  {
    name: 'fields',
    method: 'GET',
    path: `${bases}/tables/:table/fields`,
    handle: ofTable(({ fields }, _base, ask) =>
      paged(
        fields.map((field) => ({
          field_id: field.id,
          field_name: field.name,
          type: field.type,
          ui_type: field.uiType,
          is_primary: field.primary,
          is_hidden: false,
          property: propertyOf(field),
        })),
        ask,
        20,
      ),
    ),
  },
  {
    name: 'search',
    method: 'POST',
    path: `${bases}/tables/:table/records/search`,
    handle: ofTable((table, base, ask, world) => {
      const all = isHidden(base) ? [] : [...table.records.values()];
      const only = Array.isArray(ask.body.field_names) ? ask.body.field_names : null;
      const names = (fields: Readonly<Record<string, unknown>>) =>
        Object.fromEntries(Object.entries(fields).filter(([name]) => only?.includes(name) ?? true));
      // By the time of the last change alone, the newest first.
      const sorted = ask.body.sort ? all.toSorted((a, b) => b.changedAt - a.changedAt) : all;
      const items = sorted.map(written(table, base, world));
      return paged(
        items.map((one) => ({ ...one, fields: names(one.fields) })),
        ask,
        20,
      );
    }),
  },
  {
    name: 'batch_get',
    method: 'POST',
    path: `${bases}/tables/:table/records/batch_get`,
    handle: ofTable((table, base, { body }, world) => {
      const ids = Array.isArray(body.record_ids) ? body.record_ids.map(String) : [];
      const there = ids.filter((id) => table.records.has(id));
      return success({
        records: isHidden(base)
          ? []
          : there.flatMap((id) => {
              const record = table.records.get(id);
              return record ? [written(table, base, world)(record)] : [];
            }),
        forbidden_record_ids: isHidden(base) ? there : [],
        absent_record_ids: ids.filter((id) => !table.records.has(id)),
      });
    }),
  },
  {
    // Known from the vendor's command line, which names its members in words; newest first, one record only.
    name: 'record_history',
    method: 'GET',
    path: '/open-apis/base/v3/bases/:base/record_history',
    handle: ofBase(({ tables, people }, { query }) => {
      const table = tables.find(({ id }) => id === query.get('table_id'));
      if (!table) return refusals.noTable;
      const below = Number(query.get('max_version') ?? Number.POSITIVE_INFINITY);
      const size = Number(query.get('page_size') ?? 30);
      const all = table.past
        .filter(({ recordId, rev }) => recordId === query.get('record_id') && rev <= below)
        .sort((a, b) => b.rev - a.rev);
      const next = all[size];
      return success({
        items: all.slice(0, size).map(({ rev, operator, at, activity, fields }) => ({
          rev,
          operator: {
            id: operator,
            name: people.find(({ openId }) => openId === operator)?.name ?? '',
          },
          create_time: Math.floor(at / 1000),
          activity_type: activity,
          field_changes: fields.map((field) => ({ ...field, before: null, after: null })),
        })),
        has_more: next !== undefined,
        ...(next ? { next_max_version: next.rev } : {}),
      });
    }),
  },
  {
    name: 'get_node',
    method: 'GET',
    path: '/open-apis/wiki/v2/spaces/get_node',
    handle({ wiki }, { query }) {
      const node = wiki.get(query.get('token') ?? '');
      return node
        ? success({ node: { obj_type: node.type, obj_token: node.token } })
        : refusals.noFile;
    },
  },
  {
    name: 'basic_batch',
    method: 'POST',
    path: '/open-apis/contact/v3/users/basic_batch',
    handle({ bases: all }, { body }) {
      const people = [...all.values()].flatMap((base) => base.people);
      const ids = Array.isArray(body.user_ids) ? body.user_ids.map(String) : [];
      const users = ids.flatMap((id) => {
        const found = people.find((one) => one.openId === id);
        return found ? [{ user_id: id, name: found.name, i18n_name: {} }] : [];
      });
      return success({ users });
    },
  },
];

const isHidden = ({ advanced, managed }: SimulatedBase) => advanced && !managed;

/** Cells by name, the empty ones left out. */
const written =
  (table: SimulatedTable, base: SimulatedBase, { serial }: World) =>
  (record: SimulatedRecord) => ({
    record_id: record.id,
    fields: Object.fromEntries([
      ...table.fields.flatMap((field): [string, unknown][] => {
        const content = record.cells.get(field.name) ?? null;
        if (content === null || content === '' || (Array.isArray(content) && content.length === 0))
          return [];
        return [[field.name, readCell(field, content, base.people, serial())]];
      }),
      ['最后更新时间', record.changedAt],
      ['修改人', [{ id: record.changedBy }]],
    ]),
    created_time: record.createdAt,
    last_modified_time: record.changedAt,
    // Without a name, as for people beyond the app's contact range.
    created_by: { id: record.createdBy },
    last_modified_by: { id: record.changedBy },
  });

function paged(items: readonly unknown[], { query }: Ask, usual: number): Reply {
  const size = Number(query.get('page_size') ?? usual);
  const from = Number(query.get('page_token')?.replace('page', '') ?? 0);
  const end = from + size;
  const hasMore = end < items.length;
  return success({
    items: items.slice(from, end),
    has_more: hasMore,
    total: items.length,
    ...(hasMore ? { page_token: `page${end}` } : {}),
  });
}
