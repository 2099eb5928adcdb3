// Sources, connections, subscriptions: what the connect pages and the rail ask.
import type { AccountDraft, ConnectionDraft } from '#shared/connection';
import type { Handlers } from '#shared/ipc';
import { err, ok, type Result } from '#shared/result';
import { type Account, bindDraft } from '../connections/account';
import type { Registry } from '../connections/registry';
import type { SignIns } from '../connections/sign-in';
import type { Engine } from '../engine';
import type { LiveDesk } from '../live/live';
import type { Http } from '../ports';
import type { BoundDiscover } from '../sources/bound-source';
import type { HookKeeper } from '../subscriptions/keeper';

type ConnectionCall =
  | 'sources.list'
  | 'connections.list'
  | 'connections.save'
  | 'connections.remove'
  | 'connections.bases'
  | 'connections.tables'
  | 'subscriptions.add'
  | 'subscriptions.remove'
  | 'subscriptions.entered';

export function connectionCalls(
  engine: Pick<Engine, 'store' | 'vault' | 'directory' | 'services' | 'sources'>,
  registry: Registry,
  signIns: SignIns,
  hooks: Pick<HookKeeper, 'check'>,
  live: Pick<LiveDesk, 'again'>,
): Handlers<ConnectionCall> {
  const { directory, services, sources } = engine;

  function account(draft: AccountDraft): Result<Account> {
    const { signInId } = draft;
    if (signInId === undefined) return bindDraft(engine, draft);
    const brought = signIns.secrets(signInId);
    return brought ? bindDraft(engine, draft, brought) : err({ code: 'sign-in-gone' });
  }

  /** A token that is kept already may be renewed on the way; one that was only typed is taken as it is. */
  async function lookAround<T>(
    draft: AccountDraft,
    look: (discover: BoundDiscover, http: Http) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const found = account(draft);
    if (!found.ok) return found;
    const { source, bound } = found.value;
    const { connectionId, signInId, secrets } = draft;
    const typed = signInId !== undefined || Object.keys(secrets).length > 0;
    if (connectionId !== undefined && !typed && directory.reader(connectionId, null)) {
      return services.call(connectionId, 'person', async (_kept, http) => {
        const today = account(draft);
        if (!today.ok) return today;
        const { discover } = today.value.bound;
        return discover ? look(discover, http) : err({ code: 'not-found' });
      });
    }
    if (!bound.discover) return err({ code: 'not-found' });
    return look(bound.discover, services.visit(source.id, bound, 'person'));
  }

  /** What a sign-in brought is newer than what was typed before it. */
  function withSignIn(draft: ConnectionDraft): Result<ConnectionDraft> {
    const { signInId } = draft;
    if (signInId === undefined) return ok(draft);
    const brought = signIns.secrets(signInId);
    if (brought) return ok({ ...draft, secrets: { ...draft.secrets, ...brought } });
    // Saved a second time from the same form: the connection has its secrets.
    return draft.id === undefined ? err({ code: 'sign-in-gone' }) : ok(draft);
  }

  return {
    'sources.list': async () => ok(sources.map((source) => source.info)),
    'connections.list': async () => ok(registry.list()),

    async 'connections.save'(entered) {
      const draft = withSignIn(entered);
      if (!draft.ok) return draft;
      const saved = await registry.change(draft.value);
      if (!saved.ok) return saved;
      if (entered.signInId !== undefined) signIns.forget(entered.signInId);
      // Whether new credentials do is known only by using them.
      const { id, demo, secretNames } = saved.value;
      const isKnown = directory.reader(id, null) !== null && secretNames.length > 0 && !demo;
      if (entered.id !== undefined && isKnown) {
        live.again(id);
        void hooks.check(id, { forced: true });
      }
      return ok(registry.view(saved.value));
    },

    'connections.remove': async ({ id }) =>
      ok({ hooksLeft: await registry.remove(id, { history: false }) }),

    'connections.bases': ({ search, cursor, ...draft }) =>
      lookAround(draft, (discover, http) => discover.bases(http, { search, cursor })),

    'connections.tables': ({ id, baseId }) =>
      services.call(
        id,
        'person',
        async (bound, http) =>
          (await bound.discover?.tables(http, baseId)) ?? err({ code: 'not-found' }),
      ),

    'subscriptions.add': ({ connectionId, draft }) => registry.addSubscription(connectionId, draft),
    'subscriptions.remove': ({ id }) => registry.removeSubscription(id),
    'subscriptions.entered': async ({ id }) => registry.entered(id),
  };
}
