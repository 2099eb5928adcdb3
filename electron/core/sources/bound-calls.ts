// The calls to a service, with one connection's config and secrets filled in.
import { ok } from '#shared/result';
import type { Http } from '../ports';
import type { BoundRecent, BoundSource } from './bound-source';
import type { Discover, Recent, ServiceAccess, SourceAdapter, TableRef, Tables } from './source';

type BoundCalls = Pick<
  BoundSource,
  | 'discover'
  | 'hooks'
  | 'credentials'
  | 'signIn'
  | 'tables'
  | 'live'
  | 'history'
  | 'meters'
  | 'plan'
>;

const peopleOf =
  <Config>(
    people: NonNullable<Discover<Config>['people']>,
    access: (http: Http) => ServiceAccess<Config>,
  ) =>
  (http: Http, ids: readonly string[]) =>
    people(access(http), ids);

const recentOf = <Config>(
  { mark, since, count, ids }: Recent<Config>,
  access: (http: Http) => ServiceAccess<Config>,
): BoundRecent => ({
  mark: (http, table) => mark(access(http), table),
  since: (http, table, from, cursor) => since(access(http), table, from, cursor),
  count: (http, table) => count(access(http), table),
  ids: (http, table, cursor) => ids(access(http), table, cursor),
});

const pastOf =
  <Config>(
    past: NonNullable<Tables<Config, unknown>['past']>,
    access: (http: Http) => ServiceAccess<Config>,
  ) =>
  (http: Http, table: TableRef, rowId: string) =>
    past(access(http), table, rowId);

/**
 * @param config checked by the adapter's own schema
 * @returns what the adapter can do; `null` for what it cannot
 */
export function boundCalls<Config, Target, Payload>(
  adapter: SourceAdapter<Config, Target, Payload>,
  config: Config,
  secrets: Readonly<Record<string, string>>,
): BoundCalls {
  const {
    discover,
    hooks,
    credentials,
    signIn,
    tables,
    planner,
    live,
    history,
    meters = [],
  } = adapter;
  const access = (http: Http) => ({ http, config, secrets });
  // Stored targets were checked when they were saved; one that no longer fits is our bug and must not pass as another.
  const read = (target: unknown): Target => adapter.target.parse(target);
  return {
    discover: discover
      ? {
          bases: (http, page) => discover.bases(access(http), page),
          tables: (http, baseId) => discover.tables(access(http), baseId),
          labels: async (http, baseId, tableId) =>
            (await discover.labels?.(access(http), baseId, tableId)) ?? ok([]),
          people: discover.people ? peopleOf(discover.people, access) : null,
        }
      : null,
    hooks: hooks
      ? {
          list: (http, targets) => hooks.list(access(http), targets.map(read)),
          create: (http, order) =>
            hooks.create(access(http), { ...order, target: read(order.target) }),
          remove: (http, hookId, target) => hooks.remove(access(http), hookId, read(target)),
          rule: (target) => hooks.rule?.(read(target)) ?? null,
          possible: hooks.possible?.(secrets) ?? true,
        }
      : null,
    credentials: credentials
      ? {
          endsAt: () => credentials.endsAt(secrets, config),
          renew: (http, now) => credentials.renew(access(http), now),
        }
      : null,
    signIn: signIn
      ? {
          redirectPort: () => signIn.redirectPort(config),
          page: (request) => signIn.page({ config, secrets }, request),
          exchange: (http, code, now) => signIn.exchange(access(http), code, now),
        }
      : null,
    tables: tables
      ? {
          of(target) {
            const checked = adapter.target.safeParse(target);
            return checked.success ? tables.of(config, checked.data, secrets) : null;
          },
          all(target) {
            const checked = adapter.target.safeParse(target);
            return checked.success ? (tables.all?.(config, checked.data, secrets) ?? null) : null;
          },
          past: tables.past ? pastOf(tables.past, access) : null,
          schema: (http, baseId, wanted) => tables.schema(access(http), baseId, wanted),
          recent: tables.recent ? recentOf(tables.recent, access) : null,
          page: (http, table, cursor) => tables.page(access(http), table, cursor),
          some: (http, table, ids) => tables.some(access(http), table, ids),
          pageSize: tables.pageSize,
          atOnce: tables.atOnce,
          limit: tables.limit(config),
          cell: (value, field) => tables.cell(value, field),
          refs: (value, field) => tables.refs?.(value, field) ?? null,
          ...(tables.links ? { links: tables.links } : {}),
          ...(tables.holds ? { holds: tables.holds } : {}),
          ...(tables.definition ? { definition: tables.definition } : {}),
          link: (table, rowId) => tables.link?.(config, table, rowId, secrets),
          tableLink: (table) => tables.tableLink?.(config, table),
        }
      : null,
    live:
      live && live.wanted?.(config) !== false
        ? {
            besideHooks: live.besideHooks ?? true,
            exclusive: live.exclusive(config),
            opensFirst: live.opensFirst ?? false,
            openedBy: live.openedBy ?? null,
            open: (http, targets, listener) => live.open(access(http), targets.map(read), listener),
          }
        : null,
    history: history
      ? {
          head: (http, targets) => history.head(access(http), targets.map(read)),
          since: (http, targets, cursor, part = 1) =>
            history.since(access(http), targets.map(read), cursor, part),
        }
      : null,
    meters: meters.map((meter) => ({
      id: meter.id,
      label: meter.label,
      limit: meter.limit(config),
      counts: (request) => meter.counts(request),
    })),
    plan: (watch, schemas) =>
      (planner?.hooks(watch, schemas) ?? []).map((hook) => ({
        ...hook,
        // A target is written down as JSON; its schema makes it of a record.
        target: hook.target as Readonly<Record<string, unknown>>,
      })),
  };
}
