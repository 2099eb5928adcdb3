// What the command line asks of the engine, and what it is told: codes and facts; it puts them into words itself.
import type { BudgetMeter } from '#shared/budget';
import type { ConnectionView, LiveView } from '#shared/connection';
import type { ConnectionHealth, Finding } from '#shared/doctor';
import type { Gap } from '#shared/gap';
import type { Handlers } from '#shared/ipc';
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Status } from '#shared/status';
import type { Unwatched } from '#shared/watch';
import { ceiling } from '../budget/allowance';
import { sharedMeters } from '../budget/shared-meters';
import { distinct, type ProblemNeeds, problemsOf } from '../connections/problems';
import type { Registry } from '../connections/registry';
import type { Engine } from '../engine';
import type { StoredConnection } from '../store/store';

interface Checked {
  readonly findings: readonly Finding[];
  /** Why something could not be looked at, or is not as it should be; each once. */
  readonly problems: readonly Problem[];
  readonly state: ConnectionHealth;
  /** Hooks of the service are subscriptions of an app. */
  readonly subscribes: boolean;
}

export interface LiveStatus {
  readonly status: Status;
  readonly meters: readonly BudgetMeter[];
  readonly connections: readonly {
    readonly id: string;
    readonly health: ConnectionView['health'];
    readonly lastCheckAt: number | null;
    /** ms since 1970 when the names of its tables and fields were last read. */
    readonly namesAt: number | null;
    readonly lastEventAt: number | null;
    readonly live: LiveView | null;
    /** Open ones. */
    readonly findings: number;
    readonly problems: readonly Problem[];
  }[];
  /** Times in which nothing could arrive, that last or are being read. */
  readonly gaps: readonly Gap[];
}

export interface ControlCalls {
  check(connectionId: string): Promise<Result<Checked>>;
  /** `problem`: why the service could not be asked; then nothing was removed, and `left` is what we know of. */
  unwatch(connectionId: string): Promise<Result<Unwatched & { readonly problem: Problem | null }>>;
  status(): Promise<Result<LiveStatus>>;
}

interface ControlNeeds extends Engine, ProblemNeeds {
  readonly registry: Registry;
  readonly api: Handlers<'connections.check' | 'connections.unwatch'>;
  readonly store: Engine['store'];
  readonly directory: Engine['directory'];
}

export function controlCalls(needs: ControlNeeds): ControlCalls {
  const { store, api, budget, directory, registry, status, tunnel } = needs;
  const { connections } = store;

  function unknown(id: string): Problem | null {
    if (connections.get(id)) return null;
    const known = connections.list().map((one) => one.id);
    return { code: 'connection-unknown', params: { id, known: known.join(', ') || '–' } };
  }

  const metersOf = (source: StoredConnection['source']) =>
    sharedMeters(needs, source).map((meter) => budget.meter(source, meter));

  function allProblems(connection: StoredConnection, view: ConnectionView): readonly Problem[] {
    const spent = metersOf(connection.source).flatMap((meter): Problem[] =>
      meter.state === 'spent' ? [spentProblem(needs, meter)] : [],
    );
    const way = tunnel.state();
    const needsWay = view.subscriptions.length > 0 && needs.ways.leadThere(connection);
    return distinct([
      ...problemsOf(needs, connection),
      ...view.subscriptions.flatMap(({ problem }) => (problem ? [problem] : [])),
      ...(view.live?.kind === 'retrying' ? [view.live.problem] : []),
      ...(needsWay && 'problem' in way ? [way.problem] : []),
      ...spent,
    ]);
  }

  return {
    async check(id) {
      const missing = unknown(id);
      if (missing) return err(missing);
      const checked = await api['connections.check']({ id });
      if (!checked.ok) return checked;
      const connection = connections.get(id);
      if (!connection) return err({ code: 'not-found' });
      const { findings, state } = checked.value;
      const subscribes = directory.source(connection.source).info.subscribes ?? false;
      return ok({ findings, problems: allProblems(connection, checked.value), state, subscribes });
    },

    async unwatch(id) {
      const missing = unknown(id);
      if (missing) return err(missing);
      const ended = await api['connections.unwatch']({ id });
      if (ended.ok) return ok({ ...ended.value, problem: null });
      const noted = [
        ...connections.subscriptionsOf(id).filter((one) => one.manage),
        ...connections.retired(id),
      ].flatMap(({ hookId }) => hookId?.split(',') ?? []);
      return ok({ removed: [], left: [...new Set(noted)], problem: ended.error });
    },

    async status() {
      const all = connections.list();
      return ok({
        status: status.read(),
        meters: [...new Set(all.map(({ source }) => source))].flatMap(metersOf),
        connections: all.map((connection) => {
          const view = registry.view(connection);
          return {
            id: view.id,
            health: view.health,
            lastCheckAt: view.state.lastCheckAt,
            namesAt: view.state.namesAt,
            lastEventAt: view.lastEventAt,
            live: view.live,
            findings: view.findings.filter((one) => one.state === 'open').length,
            problems: allProblems(connection, view),
          };
        }),
        gaps: store.gaps.unsettled(),
      });
    },
  };
}

function spentProblem({ directory, clock }: ControlNeeds, meter: BudgetMeter): Problem {
  const { source, used, limit, freeAt } = meter;
  const minutes = Math.max(1, Math.ceil(((freeAt ?? 0) - clock.now()) / 60_000));
  const service = directory.source(source).info.id;
  // With calls left by our count, it is the service's own word.
  const code = used < ceiling(limit, 'hooks') ? 'budget-declared' : 'budget-spent';
  return { code, params: { service, used, limit, minutes } };
}
