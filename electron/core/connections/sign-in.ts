// Signing in at a service in the system browser; what it brings is kept in memory until a connection is saved with it.
import { type AccountDraft, redirectUri, type SignInView } from '#shared/connection';
import type { Locale } from '#shared/locale';
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Engine } from '../engine';
import type { Browser } from '../ports';
import { errorName } from '../redact-log';
import type { BoundSignIn } from '../sources/bound-source';
import { type Account, bindDraft } from './account';
import { listenForReturn, type Return } from './sign-in-listener';
import { signInPage } from './sign-in-page';

/** Minutes in which the person must come back. */
const patience = 5;
/** ms for which the secrets of a sign-in are kept for a connection to be saved. */
const keptFor = 60 * 60_000;

export interface SignIns {
  /** Opens the consent page; one sign-in waits at a time, and a new one ends the one before. */
  start(draft: AccountDraft): Promise<Result<SignInView>>;
  /** Stops waiting, and forgets what the sign-in brought. */
  cancel(id: string): void;
  /** Secrets that a finished sign-in brought; null when there is none. */
  secrets(id: string): Readonly<Record<string, string>> | null;
  /** They are saved now. */
  forget(id: string): void;
  stop(): void;
}

export type SignInNeeds = Pick<
  Engine,
  'clock' | 'ids' | 'log' | 'pushes' | 'store' | 'vault' | 'directory' | 'services'
> & {
  readonly browser: Browser;
  /** Of the page that the browser shows at the end. */
  readonly locale: () => Locale;
};

interface Waiting {
  readonly view: SignInView;
  /** The port is free again, and no answer counts any more. */
  readonly end: () => void;
}

export function createSignIns(needs: SignInNeeds): SignIns {
  const { clock, ids, log, pushes, services, browser } = needs;
  const brought = new Map<string, Readonly<Record<string, string>>>();
  const forgetting = new Map<string, () => void>();
  let waiting: Waiting | null = null;
  // Starts follow each other, so that two clicks do not fight for the port.
  let queue: Promise<unknown> = Promise.resolve();

  function tell(view: SignInView, state: SignInView['state'], problem: Problem | null): void {
    pushes.send('signIn', { ...view, state, problem });
  }

  /** @returns false when it waits no more */
  function settle(view: SignInView, problem: Problem | null): boolean {
    if (waiting?.view.id !== view.id) return false;
    const { end } = waiting;
    waiting = null;
    end();
    tell(view, problem ? 'failed' : 'done', problem);
    return true;
  }

  function keep(id: string, secrets: Readonly<Record<string, string>>): void {
    brought.set(id, secrets);
    forgetting.set(
      id,
      clock.after(keptFor, () => forget(id)),
    );
  }

  function forget(id: string): void {
    brought.delete(id);
    forgetting.get(id)?.();
    forgetting.delete(id);
  }

  async function exchange(
    { source, bound }: Account,
    signIn: BoundSignIn,
    code: string,
  ): Promise<Result<Readonly<Record<string, string>>>> {
    try {
      return await signIn.exchange(services.visit(source.id, bound, 'person'), code, clock.now());
    } catch (error) {
      log.error('a sign-in could not be finished', { error: errorName(error) });
      return err({ code: 'internal', params: { reason: errorName(error) } });
    }
  }

  /** @returns what the page in the browser says */
  async function take(
    view: SignInView,
    account: Account,
    signIn: BoundSignIn,
    found: Exclude<Return, { kind: 'stranger' }>,
  ): Promise<Problem | null> {
    const { host } = new URL(view.page);
    if (found.kind === 'foreign') {
      const problem: Problem = { code: 'sign-in-foreign', params: { host } };
      if (waiting?.view.id === view.id) tell(view, 'waiting', problem);
      return problem;
    }
    if (found.kind === 'denied') {
      const problem: Problem = { code: 'sign-in-refused', params: { host } };
      settle(view, problem);
      return problem;
    }
    const secrets = await exchange(account, signIn, found.code);
    if (waiting?.view.id !== view.id) return { code: 'sign-in-gone' };
    if (secrets.ok) keep(view.id, secrets.value);
    const problem = secrets.ok ? null : secrets.error;
    settle(view, problem);
    return problem;
  }

  async function open(draft: AccountDraft): Promise<Result<SignInView>> {
    const account = bindDraft(needs, draft);
    if (!account.ok) return account;
    const { signIn } = account.value.bound;
    if (!signIn) return err({ code: 'not-found' });
    const port = signIn.redirectPort();
    const state = ids.token();
    const back = redirectUri(port);
    const page = signIn.page({ redirectUri: back, state });
    if (!page.ok) return page;
    const before = waiting;
    waiting = null;
    before?.end();
    if (before) tell(before.view, 'failed', { code: 'sign-in-gone' });

    const view: SignInView = {
      id: ids.uuid(),
      state: 'waiting',
      page: page.value,
      redirectUri: back,
      problem: null,
    };
    const listener = await listenForReturn({
      port,
      state,
      onReturn: async (found) =>
        signInPage(needs.locale(), await take(view, account.value, signIn, found)),
    });
    if (!listener.ok) return listener;
    const cancelTimer = clock.after(patience * 60_000, () =>
      settle(view, { code: 'sign-in-timeout', params: { minutes: patience } }),
    );
    waiting = {
      view,
      end() {
        cancelTimer();
        listener.value.close();
      },
    };
    browser.open(view.page);
    return ok(view);
  }

  function drop(): void {
    const before = waiting;
    waiting = null;
    before?.end();
  }

  return {
    start(draft) {
      const started = queue.then(() => open(draft));
      queue = started.catch(() => {});
      return started;
    },
    cancel(id) {
      if (waiting?.view.id === id) drop();
      forget(id);
    },
    secrets: (id) => brought.get(id) ?? null,
    forget,
    stop() {
      drop();
      for (const id of [...brought.keys()]) forget(id);
    },
  };
}
