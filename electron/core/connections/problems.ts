// What is wrong with connections right now, in words for the status line: each once, however many subscriptions it hits.
import type { Problem } from '#shared/result';
import type { CatchUp } from '../catchup/catch-up';
import type { Elsewhere } from '../live/elsewhere';
import type { LiveDesk } from '../live/live';
import { goneTables } from '../snapshots/structure/table-gone';
import type { Store, StoredConnection } from '../store/store';
import type { HookKeeper } from '../subscriptions/keeper';
import type { Directory } from './directory';
import type { Ways } from './ways';

export interface ProblemNeeds {
  readonly store: Store;
  readonly directory: Directory;
  readonly hooks: Pick<HookKeeper, 'problemsOf'>;
  readonly live: Pick<LiveDesk, 'view'>;
  readonly elsewhere: Pick<Elsewhere, 'finding'>;
  readonly catchUp: Pick<CatchUp, 'problem'>;
  readonly ways: Pick<Ways, 'leadThere' | 'problem' | 'movedAway'>;
}

/** @returns lost secrets and unfit set-ups, live channels that failed, and hooks that are not as they should be */
export function connectionProblems(needs: ProblemNeeds): readonly Problem[] {
  return distinct(needs.store.connections.list().flatMap((one) => problemsOf(needs, one)));
}

/** Of one connection, likewise. */
export function problemsOf(
  { store, directory, hooks, live, elsewhere, catchUp, ways }: ProblemNeeds,
  connection: StoredConnection,
): readonly Problem[] {
  const held = store.connections
    .subscriptionsOf(connection.id)
    .flatMap(({ address }): Problem[] => {
      const route = directory.route(address);
      if (route?.kind !== 'held') return [];
      const { code, params } = route.reason;
      if (code !== 'secret-lost') return [route.reason];
      return [
        {
          code: 'connection-locked',
          params: { ...params, connection: connection.name },
        },
      ];
    });
  const channel = live.view(connection.id);
  const broken = channel?.kind === 'failed' ? [channel.problem] : [];
  const lost = elsewhere.finding(connection.id)?.problem ?? null;
  const ofHooks = hooks.problemsOf(connection.id);
  const unread = catchUp.problem(connection.id);
  // A service that cannot be reached is said once, whatever it was asked for.
  const isSaid = ofHooks.some(({ code }) => code === unread?.code);
  const cut = ways.problem(connection);
  const gone = goneTables({ store, directory }, connection.id).map(
    (table): Problem => ({
      code: 'watched-table-gone',
      params: { connection: connection.name, table },
    }),
  );
  const moved = store.connections
    .subscriptionsOf(connection.id)
    .flatMap((one) => ways.movedAway(one) ?? []);
  return [
    ...held,
    ...broken,
    // How an address does is said once, whomever it concerns.
    ...(cut?.code === 'public-address-missing' ? [cut] : []),
    ...moved,
    ...gone,
    ...(lost ? [lost] : []),
    ...(unread && !isSaid ? [unread] : []),
    ...ofHooks,
  ];
}

/** The same one may hit several subscriptions. */
export function distinct(problems: readonly Problem[]): readonly Problem[] {
  const said = new Set<string>();
  return problems.filter((problem) => {
    const likeness = likenessOf(problem);
    const isNew = !said.has(likeness);
    said.add(likeness);
    return isNew;
  });
}

/** A server that goes down breaks one call and refuses the next: that is one problem, whatever each has met with. */
const likenessOf = ({ code, params }: Problem): string =>
  code === 'service-unreachable' ? `${code} ${params?.host}` : JSON.stringify({ code, params });
