// What the simulated server answers: https://api.seatable.com/reference
import type { Base } from './base';
import { accountToken, apiToken, type Faults, type SeatableOptions } from './set-up';
import type { SimRow, SimTable } from './table';
import type { SimHook, SimHooks } from './webhooks';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string;
  readonly json: unknown;
}

interface Answer {
  readonly status: number;
  readonly json: unknown;
}

interface World {
  readonly options: SeatableOptions;
  readonly base: Base;
  readonly hooks: SimHooks;
  readonly faults: Faults;
  readonly tokenNow: () => string;
  readonly now: () => number;
}

const good = (json: unknown): Answer => ({ status: 200, json });
const refused = (status: number, error_msg: string): Answer => ({ status, json: { error_msg } });
const unauthorized: Answer = { status: 401, json: { detail: 'Invalid token' } };

export function answerTo(request: Request, world: World): Answer {
  const { path, token } = request;
  const { uuid, name, workspace } = world.options;
  const below = `/api-gateway/api/v2/dtables/${uuid}/`;
  if (path.startsWith(below)) {
    if (token !== world.tokenNow()) return refused(403, 'Token expired.');
    return ofBase(request, path.slice(below.length), world);
  }
  if (path === '/api/v2.1/dtable/app-access-token/') {
    if (token !== apiToken) return unauthorized;
    return grant(world);
  }
  if (path === '/api/v2.1/dtable/app-user-info/') {
    return token === apiToken ? userInfo(request, world) : unauthorized;
  }
  if (token !== accountToken) return unauthorized;
  if (path === '/api/v2.1/user-admin-dtables/') {
    return good({ personal: [{ id: 1, uuid, name, workspace_id: workspace }], groups: [] });
  }
  const ofName = `/api/v2.1/workspace/${workspace}/dtable/${encodeURIComponent(name)}/`;
  if (path === `${ofName}access-token/`) return grant(world);
  const place = `${ofName}webhooks/`;
  if (!path.startsWith(place)) return refused(404, `dtable ${name} not found.`);
  return ofHooks(request, path.slice(place.length), world);
}

function userInfo({ query }: Request, { options }: World): Answer {
  const { people, appUsers = [], left = [] } = options;
  const id = query.get('username');
  const found = [...people, ...appUsers, ...left].find(([known]) => known === id);
  return found ? good({ name: found[1], id_in_org: '' }) : refused(404, 'User not found.');
}

/** A Base-Token, whatever it is asked for with. */
const grant = ({ options: { uuid, name, workspace }, tokenNow }: World): Answer =>
  good({
    app_name: 'tablewatch',
    access_token: tokenNow(),
    dtable_name: name,
    dtable_server: '/api-gateway/',
    dtable_uuid: uuid,
    use_api_gateway: true,
    workspace_id: workspace,
  });

function ofBase(request: Request, path: string, world: World): Answer {
  const { base, options } = world;
  switch (path) {
    case 'metadata/':
      return good({ metadata: { tables: base.tables.map(described), version: base.log.length } });
    case 'related-users/':
      return good({
        user_list: options.people.map(([email, name]) => ({ email, name })),
        app_user_list: (options.appUsers ?? []).map(([email, name]) => ({ email, name })),
      });
    case 'operations/':
      return operations(request, world);
    case 'sql/':
      return sql(request.json, base);
    default:
      return refused(404, 'not found');
  }
}

const described = ({ _id, name, columns }: SimTable) => ({
  _id,
  name,
  columns,
  views: [{ _id: '0000', name: 'Default View', type: 'table' }],
});

/** Newest first; more than 25 are not given. */
function operations({ query }: Request, { base, faults, now }: World): Answer {
  if (faults.noLog) return refused(403, 'Permission denied.');
  const size = Math.min(25, Number(query.get('per_page') ?? 25));
  const start = (Number(query.get('page') ?? 1) - 1) * size;
  const shown = base.log
    .filter(
      (one) =>
        one.op_id > faults.forgotten &&
        (faults.logDelay === 0 || one.op_time + faults.logDelay <= now()),
    )
    .toReversed();
  return good({ operations: shown.slice(start, start + size) });
}

/** The two questions that the app asks; options are given by name, as reads do. */
function sql(json: unknown, base: Base): Answer {
  const { sql: text = '', parameters = [] } = Object(json);
  const [, name, byId, limit, offset] =
    /^SELECT \* FROM `(.+?)`( WHERE `_id` IN \(.*\))? LIMIT (\d+)(?: OFFSET (\d+))?$/.exec(text) ??
    [];
  const table = base.tables.find((one) => one.name === name);
  if (!table) return refused(400, 'no such table');
  const rows = table.rows.filter((row) => !byId || parameters.includes(row._id));
  const from = Number(offset ?? 0);
  return good({
    success: true,
    metadata: table.columns.map(({ key, name: called, type, data }) => ({
      key,
      name: called,
      type,
      data,
    })),
    results: rows.slice(from, from + Number(limit)).map((row) => readForm(base, table, row)),
  });
}

function readForm(base: Base, table: SimTable, row: SimRow): SimRow {
  const cells = table.columns.map(({ key, type, data }) => {
    const { options = [] } = Object(data);
    const nameOf = (id: unknown) =>
      options.find((one: { id: string; name: string }) => one.id === id)?.name ?? id;
    if (type === 'link') return [key, base.linksOf(table._id, key, row._id)];
    const value = row[key] ?? null;
    if (type === 'single-select') return [key, nameOf(value)];
    return [key, type === 'multiple-select' && Array.isArray(value) ? value.map(nameOf) : value];
  });
  return { ...row, ...Object.fromEntries(cells) };
}

function ofHooks({ method, json }: Request, path: string, { hooks, options }: World): Answer {
  const { url, secret } = Object(json);
  const id = Number(path.replace('/', ''));
  const shown = (hook: SimHook) => ({
    id: hook.id,
    dtable_uuid: options.uuid.replaceAll('-', ''),
    url: hook.url,
    creator: '',
    ...(hook.secret === undefined ? {} : { settings: { secret: hook.secret } }),
    is_valid: hook.is_valid,
  });
  switch (method) {
    case 'GET':
      return good({ webhook_list: hooks.list.map(shown) });
    case 'POST': {
      const made = hooks.add(url, secret || undefined);
      return made ? good({ webhook: shown(made) }) : refused(409, 'Webhook exists.');
    }
    case 'PUT': {
      const saved = hooks.save(id, url, secret);
      return saved ? good({ webhook: shown(saved) }) : refused(404, 'Webhook not found.');
    }
    default:
      return hooks.remove(id) ? good({ success: true }) : refused(404, 'Webhook not found.');
  }
}
