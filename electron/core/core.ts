// The one public door of the engine: an edge gives its ports, and gets calls, pushes, start and stop.
import type { ChangeEvent } from '#shared/event';
import type { CoreCalls, Handlers, Push } from '#shared/ipc';
import { chooseLocale, type Locale } from '#shared/locale';
import { ok, type Result } from '#shared/result';
import { createText } from '#shared/text/text';
import type { TunnelState } from '#shared/tunnel';
import { connectionCalls } from './api/connection-calls';
import { deliveryCalls } from './api/delivery-calls';
import { feedCalls } from './api/feed-calls';
import { guarded } from './api/guard';
import { settingsCalls } from './api/settings-calls';
import { tunnelCalls } from './api/tunnel-calls';
import { applyConfig } from './config/apply';
import { type Config, type ConfigFault, parseConfig } from './config/config';
import { createDirectory } from './connections/directory';
import { connectionProblems } from './connections/problems';
import { createRegistry } from './connections/registry';
import { createDemo } from './demo';
import type { Engine } from './engine';
import { createIntake } from './intake/intake';
import type { Say } from './notify/compose';
import { createDispatcher } from './notify/dispatch';
import { createWorker } from './pipeline/worker';
import type { Ports } from './ports';
import { createPushDesk } from './pushes';
import { createReceiver, type Receiver } from './receiver/server';
import { sources } from './sources/index';
import { createStatusBoard } from './status';
import { openStore } from './store/open';
import type { Store } from './store/store';
import { createHookKeeper } from './subscriptions/hooks';
import { createTunnelDesk } from './tunnel/desk';

export { type Archive, openArchive } from './archive';
export type { Config, ConfigFault } from './config/config';
export { createHttp } from './http';
export { clock, ids } from './machine';
export { createMemoryVault } from './memory-vault';
export { changeLines, subjectName } from './notify/compose';
export { errorName, redactLog } from './redact-log';
export { prepareFolder } from './store/folder';

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
  /** Newly stored events, in order of `seq`. @returns a function that stops listening */
  onEvents(listener: (events: readonly ChangeEvent[]) => void): () => void;
  /** The way from the public address to here. @returns a function that stops listening */
  onAddress(listener: (state: TunnelState) => void): () => void;
  /** The machine woke up, or is in another network: the public address is looked at once. */
  wake(): void;
  /** Makes connections and subscriptions as a config file says; call it before `start`, which makes their hooks. */
  configure(config: Config): Promise<Result<null>>;
  /** Starts the receiver and works off what an earlier run left pending. */
  start(): Promise<Result<{ readonly receiver: string }>>;
  /** Takes no more deliveries, finishes the accepted ones, closes the store. */
  stop(): Promise<void>;
}

/**
 * @param text content of a config file
 * @param environment where `{"env": "NAME"}` is looked up
 * @returns the config, or every wrong member with what was expected
 */
export function readConfig(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): Result<Config, readonly ConfigFault[]> {
  return parseConfig(text, sources, environment);
}

/** Opens the store, and makes everything of it; nothing listens before `start`. */
export function createCore(ports: Ports, options: CoreOptions): Result<Core> {
  const store = openStore(options.dataDir);
  return store.ok ? ok(wire(ports, options, store.value)) : store;
}

function wire(ports: Ports, options: CoreOptions, store: Store): Core {
  const { clock, log, vault, notifier, http, ids } = ports;
  const pushes = createPushDesk();
  const directory = createDirectory({ store, vault, sources });
  const status = createStatusBoard({
    store,
    vault,
    clock,
    pushes,
    version: options.version,
    tunnel: () => tunnel,
  });
  const tunnel = createTunnelDesk({
    ...ports,
    version: options.version,
    random: Math.random,
    address: () => store.settings().publicAddress,
    save(publicAddress) {
      const settings = { ...store.settings(), publicAddress };
      store.saveSettings(settings);
      pushes.send('settings', settings);
    },
    changed() {
      status.touch();
      pushes.send('connections', null); // they show the address to call
    },
    back: () => void hooks.checkAll(),
  });
  const listeners = new Set<(events: readonly ChangeEvent[]) => void>();

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
  const worker = createWorker({
    store,
    directory,
    clock,
    log,
    onDisk: (problem) => status.setDisk('worker', problem),
    onEvents(events) {
      pushes.send('feed', { newest: store.events.newestSeq(), added: events.length });
      for (const listener of listeners) listener(events);
      dispatcher.announce(events);
    },
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
    status,
    tunnel,
    wake: worker.wake,
  };
  const hooks = createHookKeeper(engine);
  status.watch(() => [
    ...[tunnel.problem()].filter((problem) => problem !== null),
    ...connectionProblems(store, directory, hooks),
  ]);
  const registry = createRegistry(engine, hooks);
  const demo = createDemo(engine, registry, ports.demo);
  const receiver = createReceiver({
    log,
    accept: intake.accept,
    gate: {
      knows: (address) => directory.route(address) !== undefined,
      publicHost: tunnel.host,
      answer: tunnel.answer,
    },
  });

  return {
    api: guarded(
      {
        ...settingsCalls(engine, demo, hooks),
        ...tunnelCalls(engine),
        ...connectionCalls(engine, registry),
        ...feedCalls(engine),
        ...deliveryCalls(engine),
      },
      log,
    ),
    onPush: pushes.listen,
    onEvents(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onAddress: tunnel.listen,
    wake: tunnel.wake,
    configure: (config) => applyConfig(engine, registry, hooks, config),
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
      tunnel.start(url.value);
      // A tunnel has them checked once it stands.
      if (['off', 'own'].includes(store.settings().publicAddress?.kind ?? 'off'))
        void hooks.checkAll();
      const hasDemo = store.connections.list().some((connection) => connection.demo);
      if (hasDemo && options.resumeDemo) void demo.start();
      return ok({ receiver: url.value });
    },
    async stop() {
      demo.pause();
      await Promise.all([hooks.stop(), tunnel.stop()]);
      await receiver.close();
      await worker.idle();
      worker.stop();
      dispatcher.stop();
      status.stop();
      store.close();
    },
  };
}

/**
 * Listens on the port asked for; where none is, on that of the last run, which services and tunnels know, and on any
 * other when somebody has taken it meanwhile.
 */
async function listen(
  receiver: Receiver,
  wanted: number,
  last: number | null,
): Promise<Result<string>> {
  if (wanted !== 0 || last === null) return receiver.listen(wanted);
  const again = await receiver.listen(last);
  return again.ok ? again : receiver.listen(0);
}

function memoize<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
