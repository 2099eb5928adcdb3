// Makes the parts of the engine and joins them: who tells whom what.
import type { ChangeEvent } from '#shared/event';
import type { Gap } from '#shared/gap';
import type { CoreCalls, Handlers, Push } from '#shared/ipc';
import { chooseLocale, type Locale } from '#shared/locale';
import { ok, type Result } from '#shared/result';
import { createText } from '#shared/text/text';
import { budgetCalls } from './api/budget-calls';
import { connectionCalls } from './api/connection-calls';
import { deliveryCalls } from './api/delivery-calls';
import { feedCalls } from './api/feed-calls';
import { gapCalls } from './api/gap-calls';
import { guarded } from './api/guard';
import { settingsCalls } from './api/settings-calls';
import { signInCalls } from './api/sign-in-calls';
import { watchCalls } from './api/watch-calls';
import { createBudget } from './budget/budget';
import { createCatchUp } from './catchup/catch-up';
import { applyConfig } from './config/apply';
import type { Config } from './config/config';
import { createDirectory } from './connections/directory';
import { connectionProblems } from './connections/problems';
import { createRegistry } from './connections/registry';
import { createSchemaReads } from './connections/schema-reads';
import { createServiceDesk } from './connections/service-desk';
import { createSignIns } from './connections/sign-in';
import { createControl } from './control/server';
import { createDemo } from './demo';
import type { Engine } from './engine';
import { createIntake } from './intake/intake';
import type { Say } from './notify/compose';
import { createDispatcher } from './notify/dispatch';
import { createWorker } from './pipeline/worker';
import type { Ports } from './ports';
import { createPushDesk } from './pushes';
import { listen } from './receiver/listen';
import { createReceiver } from './receiver/server';
import { createSnapshots } from './snapshots/snapshots';
import { sources } from './sources/index';
import { createStatusBoard } from './status';
import type { Store } from './store/store';
import { createCanary } from './subscriptions/canary';
import { createHookKeeper } from './subscriptions/keeper';

export interface CoreOptions {
  /** Folder for the database; made when missing. */
  readonly dataDir: string;
  /** Port of the receiver on 127.0.0.1; 0 for that of the last run, or a free one. */
  readonly port: number;
  readonly version: string;
  /** Whether demo tables of an earlier run go on changing. */
  readonly resumeDemo?: boolean;
  /** The language of notifications where the settings name none. */
  readonly locale?: Locale;
}

export interface Core {
  /** One function per call of `shared/ipc.ts`; each checks its input and never throws. */
  readonly api: Handlers<keyof CoreCalls>;
  /** @returns a function that stops listening */
  onPush(listener: (push: Push) => void): () => void;
  /**
   * Newly stored events, in order of `seq`; and again, with the same id, those whose values became known since.
   * @returns a function that stops listening
   */
  onEvents(listener: (events: readonly ChangeEvent[]) => void): () => void;
  /** A time in which nothing could arrive began, ended or was filled. @returns a function that stops listening */
  onGaps(listener: (gap: Gap) => void): () => void;
  /** The machine woke after it had slept so many ms. */
  woke(sleptMs: number): void;
  /** The machine lost the network, or has it back. */
  online(isOnline: boolean): void;
  /**
   * Makes connections and subscriptions as a config file says; call it before `start`, which makes their hooks.
   * @param file absolute path of the config file, remembered for commands that run later without one
   */
  configure(config: Config, file?: string): Promise<Result<null>>;
  /** Starts the receiver and works off what an earlier run left pending. */
  start(): Promise<Result<{ readonly receiver: string }>>;
  /** Takes no more deliveries, finishes the accepted ones, closes the store. */
  stop(): Promise<void>;
}

/** Nothing listens before `start`. */
export function wire(ports: Ports, options: CoreOptions, store: Store): Core {
  const { clock, log, vault, notifier, http, ids } = ports;
  const pushes = createPushDesk();
  const directory = createDirectory({ store, vault, sources });
  const status = createStatusBoard({
    store,
    vault,
    clock,
    pushes,
    version: options.version,
  });
  const listeners = new Set<(events: readonly ChangeEvent[]) => void>();
  const gapListeners = new Set<(gap: Gap) => void>();

  const sayIn = memoize((locale: Locale): Say => {
    const t = createText(locale);
    return (key, params) => t(key, params ?? {});
  });
  const dispatcher = createDispatcher({
    notifier,
    clock,
    log,
    say: () => sayIn(store.settings().locale ?? options.locale ?? chooseLocale([])),
    muted: () => {
      const { notifications, paused } = store.settings();
      return paused ? 'paused' : notifications ? null : 'off';
    },
  });
  const budget = createBudget({ store, clock, log });
  const services = createServiceDesk({
    store,
    vault,
    directory,
    budget,
    http,
    clock,
    random: Math.random,
    onRenewed: () => pushes.send('connections', null),
  });
  const engine: Engine = {
    store,
    vault,
    clock,
    ids,
    http,
    log,
    pushes,
    sources,
    directory,
    services,
    schemas: createSchemaReads({ services, clock }),
    budget,
    status,
    wake: () => worker.wake(),
  };
  const snapshots = createSnapshots(engine, { onSchema: (id) => void hooks.check(id) });
  const catchUp = createCatchUp(engine, snapshots, {
    onGap(gap) {
      pushes.send('gaps', null);
      for (const listener of gapListeners) listener(gap);
    },
  });
  const worker = createWorker({
    store,
    directory,
    clock,
    log,
    values: snapshots.values,
    onDisk: (problem) => status.setDisk('worker', problem),
    onEvents(events) {
      pushes.send('feed', { newest: store.events.newestSeq(), added: events.length });
      for (const listener of listeners) listener(events);
      dispatcher.announce(events);
    },
    onFilled(events) {
      pushes.send('feed', { newest: store.events.newestSeq(), added: 0 });
      for (const listener of listeners) listener(events);
    },
    onSchema: catchUp.changed,
    onSettled() {
      pushes.send('deliveries', null);
      pushes.send('connections', null);
      status.touch();
    },
  });
  const intake = createIntake({
    store,
    directory,
    clock,
    ids,
    log,
    onDisk: (problem) => status.setDisk('intake', problem),
    onStored() {
      pushes.send('deliveries', null);
      worker.wake();
    },
  });
  const canary = createCanary(engine, catchUp);
  const hooks = createHookKeeper(engine, catchUp, canary);
  status.watch(() => connectionProblems(store, directory, hooks, canary));
  const registry = createRegistry(engine, hooks, canary);
  const signIns = createSignIns({
    ...engine,
    browser: ports.browser,
    locale: () => store.settings().locale ?? options.locale ?? chooseLocale([]),
  });
  const demo = createDemo(engine, registry, ports.demo);
  const receiver = createReceiver({
    log,
    accept: intake.accept,
    gate: {
      knows: (address) => directory.route(address) !== undefined,
      publicHost: () => hostOf(store.settings().publicAddress?.url),
      echo: canary.answer,
    },
  });
  const control = createControl({
    dataDir: options.dataDir,
    ids,
    log,
    calls: {
      unwatch: (id) => api['connections.unwatch']({ id }),
      check: (id) => api['connections.check']({ id }),
    },
  });
  const api = guarded(
    {
      ...settingsCalls(engine, demo, hooks),
      ...connectionCalls(engine, registry, signIns),
      ...watchCalls(engine, registry, hooks, canary),
      ...signInCalls(signIns),
      ...budgetCalls(engine),
      ...gapCalls(engine, registry, catchUp),
      ...feedCalls(engine),
      ...deliveryCalls(engine),
    },
    log,
  );

  return {
    api,
    onPush: pushes.listen,
    onEvents(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onGaps(listener) {
      gapListeners.add(listener);
      return () => gapListeners.delete(listener);
    },
    woke(sleptMs) {
      catchUp.woke(sleptMs);
      void hooks.checkAll();
    },
    online(isOnline) {
      if (isOnline) {
        catchUp.gapEnded('offline', null);
        void hooks.checkAll();
      } else catchUp.gapBegan('offline', null);
    },
    async configure(config, file) {
      const applied = await applyConfig(engine, registry, config);
      if (applied.ok && file !== undefined) store.saveConfigFile(file);
      return applied;
    },
    async start() {
      const url = await listen(receiver, options.port, store.port());
      if (!url.ok) {
        status.setReceiver({ state: 'failed', url: null, problem: url.error });
        return url;
      }
      store.savePort(Number(new URL(url.value).port));
      status.setReceiver({ state: 'listening', url: url.value, problem: null });
      registry.changed(); // reads what was held and can be checked now
      worker.wake();
      catchUp.start();
      hooks.start();
      await control.listen();
      const hasDemo = store.connections.list().some((connection) => connection.demo);
      if (hasDemo && options.resumeDemo) void demo.start();
      return ok({ receiver: url.value });
    },
    async stop() {
      demo.pause();
      signIns.stop();
      await Promise.all([hooks.stop(), control.close()]);
      await receiver.close();
      await catchUp.stop();
      await worker.idle();
      worker.stop();
      dispatcher.stop();
      status.stop();
      budget.stop();
      store.close();
    },
  };
}

function memoize<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

/** Host with port, lower-case, as a Host header would name it. */
function hostOf(url: string | undefined): string | null {
  return url === undefined ? null : new URL(url).host;
}
