// Connections and subscriptions: saved, shown, removed, with their secrets and hooks.
import type {
  ConnectionDraft,
  ConnectionView,
  SubscriptionDraft,
  SubscriptionView,
} from '#shared/connection';
import { err, ok, type Problem, type Result } from '#shared/result';
import type { CatchUp } from '../catchup/catch-up';
import { callbackUrl, type Engine } from '../engine';
import type { Elsewhere } from '../live/elsewhere';
import type { LiveDesk } from '../live/live';
import { releaseHeld } from '../pipeline/replay';
import type { ConfigIssue } from '../sources/bind';
import type { StoredConnection, StoredSubscription } from '../store/store';
import type { HookKeeper } from '../subscriptions/keeper';
import { keptHook } from '../subscriptions/kept-hook';
import { refreshLabels } from '../subscriptions/labels';
import { retireHook } from '../subscriptions/planned-subscriptions';
import { baseOf } from './base';
import { healthOf } from './health';
import { hasMoved } from './moved';
import { connectionSecret } from './secret-keys';
import { targetNames } from './target-names';
import type { Ways } from './ways';

interface SaveOptions {
  readonly demo?: boolean;
  /** One of several from a config file: it names all secrets there are, others are forgotten; `changed` follows. */
  readonly fromFile?: boolean;
}

export interface Registry {
  list(): readonly ConnectionView[];
  view(connection: StoredConnection): ConnectionView;
  save(draft: ConnectionDraft, options?: SaveOptions): Result<StoredConnection>;
  /** As `save`; where another base was picked, the hooks at the one before are removed first, while it can be reached. */
  change(draft: ConnectionDraft): Promise<Result<StoredConnection>>;
  /** @returns hooks that the service still has */
  remove(id: string, options: { readonly history: boolean }): Promise<readonly string[]>;
  /** Stores it, learns the names of what it watches, and makes its hook if it is managed. */
  addSubscription(
    connectionId: string,
    draft: SubscriptionDraft,
  ): Promise<Result<SubscriptionView>>;
  removeSubscription(id: string): Promise<Result<{ readonly hookLeft: string | null }>>;
  /** The person has entered today's address into the hook that was made by hand. */
  entered(id: string): Result<SubscriptionView>;
  /** Connections, subscriptions or secrets have changed: binds them anew, reads what waited for it, tells the page. */
  changed(): void;
}

export function createRegistry(
  engine: Engine,
  hooks: HookKeeper,
  {
    live,
    elsewhere,
    catchUp,
    ways,
  }: {
    readonly catchUp: Pick<CatchUp, 'problem'>;
    readonly live: Pick<LiveDesk, 'view'>;
    readonly elsewhere: Pick<Elsewhere, 'finding'>;
    readonly ways: Pick<Ways, 'problem' | 'movedAway' | 'entered' | 'look'>;
  },
): Registry {
  const { store, vault, ids, directory, pushes, status } = engine;
  const { connections } = store;

  function changed(): void {
    directory.reload();
    if (releaseHeld(engine) > 0) engine.wake();
    ways.look();
    pushes.send('connections', null);
    status.touch();
  }

  function subscriptionView(subscription: StoredSubscription): SubscriptionView {
    const { address, hookDigest: _, planKey, ...rest } = subscription;
    return {
      ...rest,
      names: targetNames(engine, subscription),
      callbackUrl: callbackUrl(engine, address) ?? '',
      planned: planKey !== null,
      lastDeliveryAt: store.deliveries.lastReceivedAt(subscription.id),
      problem:
        hooks.problem(subscription.id) ??
        directory.obstacleToCheck(subscription.connectionId, subscription.id) ??
        ways.movedAway(subscription) ??
        store.deliveries.lastRefusal(subscription.id),
    };
  }

  function view(connection: StoredConnection): ConnectionView {
    const { secretNames: _, ...rest } = connection;
    const source = directory.source(connection.source);
    const subscriptions = connections.subscriptionsOf(connection.id).map(subscriptionView);
    const lost = elsewhere.finding(connection.id);
    const findings = [...(lost ? [lost] : []), ...hooks.findings(connection.id)];
    const channel = live.view(connection.id);
    const way = ways.problem(connection);
    const state = healthOf(engine, { hooks, catchUp }, connection.id);
    const troubled =
      way !== null ||
      state.compareProblem !== null ||
      channel?.kind === 'failed' ||
      subscriptions.some((one) => one.problem !== null) ||
      findings.some((one) => one.state === 'open');
    const heard =
      (channel?.kind === 'on' && subscriptions.length > 0) ||
      subscriptions.some((one) => one.lastDeliveryAt !== null);
    return {
      ...rest,
      secrets: source.secrets.filter(
        (name) => vault.get(connectionSecret(connection.id, name)) !== undefined,
      ),
      subscriptions,
      health: troubled ? 'attention' : heard ? 'ok' : 'waiting',
      live: channel,
      way,
      findings,
      state,
      lastEventAt: store.events.lastAt(connection.id),
    };
  }

  function faultOf(draft: ConnectionDraft): Problem | null {
    const source = directory.source(draft.source);
    const unknown = Object.keys(draft.secrets).find((name) => !source.secrets.includes(name));
    if (unknown !== undefined) {
      return {
        code: 'secret-name-unknown',
        params: { name: unknown, known: source.secrets.join(', ') },
      };
    }
    const [issue] = source.checkConfig(draft.config);
    return issue ? inputProblem(issue) : null;
  }

  function save(draft: ConnectionDraft, options: SaveOptions = {}): Result<StoredConnection> {
    const fault = faultOf(draft);
    if (fault) return err(fault);
    const source = directory.source(draft.source);
    const id = draft.id ?? ids.uuid();
    const known = options.fromFile ? [] : (connections.get(id)?.secretNames ?? []);
    const connection: StoredConnection = {
      id,
      source: draft.source,
      name: draft.name,
      config: draft.config,
      secretNames: source.secrets.filter((name) => {
        const entered = draft.secrets[name];
        return entered === undefined ? known.includes(name) : entered !== '';
      }),
      demo: options.demo ?? false,
      watch: connections.get(id)?.watch ?? [],
    };
    // A hook of theirs that still stands calls an address that nobody knows from now on.
    for (const one of connections.subscriptionsOf(id)) {
      if (hasMoved(engine, one, connection)) connections.removeSubscription(one.id);
    }
    if (isElsewhere(id, connection)) store.cursors.forget(id);
    connections.save(connection);
    for (const name of source.secrets) {
      const key = connectionSecret(id, name);
      const value = draft.secrets[name];
      if (value) vault.set(key, value);
      else if (!connection.secretNames.includes(name)) vault.delete(key);
    }
    if (!options.fromFile) changed();
    return ok(connection);
  }

  /** Another base has another log of changes. */
  function isElsewhere(id: string, next: StoredConnection): boolean {
    const before = connections.get(id)?.config ?? {};
    const member = directory.source(next.source).info.baseMember;
    return member === null
      ? JSON.stringify(before) !== JSON.stringify(next.config)
      : before[member] !== next.config[member];
  }

  async function saveSubscription(
    connectionId: string,
    draft: SubscriptionDraft,
  ): Promise<Result<StoredSubscription>> {
    const connection = connections.get(connectionId);
    if (!connection) return err({ code: 'not-found' });
    const [issue] = directory.source(connection.source).checkTarget(draft.target);
    if (issue) return err(inputProblem(issue));
    const others = connections.subscriptions().filter((one) => one.id !== draft.id);
    if (others.some((one) => one.address === draft.address)) return err({ code: 'address-taken' });
    nameBase(connection, draft);
    const known = draft.id === undefined ? null : connections.subscription(draft.id);
    const hook = keptHook(known, draft);
    // It goes at the next look, once the new one stands.
    if (known && known.hookId !== hook.hookId) retireHook(engine, known);
    const subscription: StoredSubscription = {
      id: draft.id ?? ids.uuid(),
      connectionId,
      address: draft.address ?? known?.address ?? ids.token(),
      manage: draft.manage,
      target: draft.target,
      planKey: null,
      ...hook,
    };
    connections.saveSubscription(subscription);
    changed();
    return ok(subscription);
  }

  /** A connection that names no base yet is of the one of which a table is picked first. */
  function nameBase(connection: StoredConnection, { target }: SubscriptionDraft): void {
    const { baseMember: member } = directory.source(connection.source).info;
    const { baseId } = target;
    if (member === null || baseOf(directory, connection) !== null) return;
    if (typeof baseId !== 'string' || baseId === '') return;
    connections.save({ ...connection, config: { ...connection.config, [member]: baseId } });
  }

  return {
    list: () => connections.list().map(view),
    view,
    save,
    entered(id) {
      const subscription = connections.subscription(id);
      if (!subscription) return err({ code: 'not-found' });
      ways.entered(subscription);
      changed();
      return ok(subscriptionView(subscription));
    },

    changed,

    async change(draft) {
      const { id } = draft;
      const behind = (id === undefined ? [] : connections.subscriptionsOf(id)).filter((one) =>
        hasMoved(engine, one, draft),
      );
      if (id !== undefined && behind.length > 0 && faultOf(draft) === null) {
        await hooks.leave(id, behind);
      }
      return save(draft);
    },

    async remove(id, options) {
      const connection = connections.get(id);
      if (!connection) return [];
      const known = [...connections.subscriptionsOf(id), ...connections.retired(id)];
      const ended = connection.demo ? ok({ left: [] }) : await hooks.unwatch(id);
      const hooksLeft = ended.ok
        ? ended.value.left
        : // The service could not be asked: all that was there may still be.
          [...new Set(known.flatMap(({ hookId }) => (hookId === null ? [] : [hookId])))];
      for (const name of directory.source(connection.source).secrets) {
        vault.delete(connectionSecret(id, name));
      }
      connections.remove(id, options);
      changed();
      if (options.history) pushes.send('feed', { newest: store.events.newestSeq(), added: 0 });
      return hooksLeft;
    },

    async addSubscription(connectionId, draft) {
      const saved = await saveSubscription(connectionId, draft);
      if (!saved.ok) return saved;
      const { id, manage } = saved.value;
      // The look at a managed one's hook asks for them too.
      if (!manage) await refreshLabels(engine, saved.value);
      if (manage) await hooks.check(connectionId, { forced: true });
      const problem = hooks.problem(id);
      if (problem) return err(problem);
      const now = connections.subscription(id);
      return now ? ok(subscriptionView(now)) : err({ code: 'not-found' });
    },

    async removeSubscription(id) {
      const subscription = connections.subscription(id);
      if (!subscription) return err({ code: 'not-found' });
      const { connectionId, hookId } = subscription;
      if (subscription.manage) retireHook(engine, subscription);
      connections.removeSubscription(id);
      changed();
      if (subscription.manage) await hooks.check(connectionId, { forced: true });
      const isLeft = connections.retired(connectionId).some((one) => one.hookId === hookId);
      return ok({ hookLeft: isLeft ? hookId : null });
    },
  };
}

function inputProblem(issue: ConfigIssue): Problem {
  return {
    code: 'input-invalid',
    params: { path: issue.path.join('.'), reason: issue.message },
  };
}
