// Makes the parts of the engine and joins them: who tells whom what.
import type { ChangeEvent } from '#shared/event';
import type { Gap } from '#shared/gap';
import { chooseLocale } from '#shared/locale';
import { ok } from '#shared/result';
import { budgetCalls } from './api/budget-calls';
import { connectionCalls } from './api/connection-calls';
import { deliveryCalls } from './api/delivery-calls';
import { feedCalls } from './api/feed-calls';
import { gapCalls } from './api/gap-calls';
import { guarded } from './api/guard';
import { settingsCalls } from './api/settings-calls';
import { signInCalls } from './api/sign-in-calls';
import { tunnelCalls } from './api/tunnel-calls';
import { watchCalls } from './api/watch-calls';
import { createBudget } from './budget/budget';
import { createTunnelTraffic } from './budget/tunnel-traffic';
import { createCatchUp } from './catchup/catch-up';
import { createReach } from './catchup/reach';
import { applyConfig } from './config/apply';
import { createDirectory } from './connections/directory';
import { connectionProblems } from './connections/problems';
import { createRegistry } from './connections/registry';
import { createSchemaReads } from './connections/schema-reads';
import { createServiceDesk } from './connections/service-desk';
import { createSignIns } from './connections/sign-in';
import { createWays } from './connections/ways';
import type { Core, CoreOptions } from './contract';
import { controlCalls } from './control/calls';
import { createControl } from './control/server';
import { createDemo } from './demo';
import type { Engine } from './engine';
import { createFrontDoor } from './front-door';
import { createIntake } from './intake/intake';
import { createElsewhere } from './live/elsewhere';
import { createHearing } from './live/hearing';
import { createLiveDesk } from './live/live';
import { createPermits, stateFolder } from './live/permits';
import { createDispatcher } from './notify/dispatch';
import { createSpeech } from './notify/speech';
import { createReading } from './pipeline/reading';
import type { Ports } from './ports';
import { createPushDesk } from './pushes';
import { createPortKeeper } from './receiver/port';
import { createSnapshots } from './snapshots/snapshots';
import { sources as allSources } from './sources/index';
import { createStatusBoard } from './status';
import type { Store } from './store/store';
import { createCalledRoots } from './subscriptions/called-roots';
import { createHookKeeper } from './subscriptions/keeper';
import { createTunnelDesk } from './tunnel/desk';

/** Nothing listens before `start`. */
export function wire(ports: Ports, options: CoreOptions, store: Store): Core {
  const { clock, log, vault, notifier, http, ids } = ports;
  const pushes = createPushDesk();
  const sources = options.sources ?? allSources;
  const directory = createDirectory({ store, vault, sources, onReload: reloaded });
  function reloaded(): void {
    live.changed();
    rereader.wake(); // what could not be read for want of a secret
  }
  const status = createStatusBoard({
    store,
    vault,
    clock,
    pushes,
    version: options.version,
    tunnel: () => tunnel,
    traffic: () => traffic,
    rereading: () => rereader.state(),
  });
  const address = () => store.settings().publicAddress;
  const traffic = createTunnelTraffic({ store, clock, log, address, changed: status.touch });
  /** Tunnels are told of another port; what else calls the kept one does not know of it. */
  const displaced = () => ((address()?.kind ?? 'own') === 'own' ? port.problem() : null);
  const tunnel = createTunnelDesk({
    ...ports,
    version: options.version,
    random: Math.random,
    proveEvery: traffic.proveEvery,
    address,
    displaced,
    save(publicAddress) {
      const settings = { ...store.settings(), publicAddress };
      store.saveSettings(settings);
      pushes.send('settings', settings);
    },
    changed() {
      reach.heed(tunnel.state());
      ways.look();
      status.touch();
      pushes.send('connections', null); // they show the address to call
    },
    back: () => void hooks.checkAll(),
  });
  const roots = createCalledRoots({ store, changed: () => reach.look() });
  const listeners = new Set<(events: readonly ChangeEvent[]) => void>();
  const gapListeners = new Set<(gap: Gap) => void>();

  const locale = () => store.settings().locale ?? options.locale ?? chooseLocale([]);
  const dispatcher = createDispatcher({
    notifier,
    clock,
    log,
    say: createSpeech(locale),
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
    ...{ store, vault, clock, ids, http, log },
    pushes,
    sources,
    directory,
    services,
    schemas: createSchemaReads({ services, clock }),
    budget,
    status,
    tunnel,
    roots,
    wake() {
      worker.wake();
      rereader.wake();
    },
  };
  const heard = (events: readonly ChangeEvent[]) => {
    for (const listener of listeners) listener(events);
  };
  /** What may have broken meanwhile is looked at. */
  function woken(): void {
    reach.woke();
    tunnel.wake();
    live.woke();
    void hooks.checkAll();
  }
  const snapshots = createSnapshots(engine, {
    onSchema: (id) => void hooks.check(id),
    idle: () => worker.idle(),
  });
  const catchUp = createCatchUp(engine, snapshots, {
    onGap(gap) {
      pushes.send('gaps', null);
      for (const listener of gapListeners) listener(gap);
    },
    onSlept: woken,
    awaits: (id) => live.awaits(id),
    onRead: (id) => elsewhere.look(id),
    idle: () => worker.idle(),
  });
  const { worker, rereader } = createReading(engine, snapshots, {
    onEvents(events) {
      heard(events);
      dispatcher.announce(events);
    },
    onFilled: heard,
    onSchema: catchUp.changed,
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
  const hearing = createHearing(clock);
  const elsewhere = createElsewhere(engine, hearing);
  const live = createLiveDesk(engine, {
    intake,
    hearing,
    catchUp,
    permits: createPermits(options.stateDir ?? stateFolder(), log),
    random: Math.random,
  });
  tunnel.listen(traffic.heed);
  const ways = createWays({ ...engine, live, onMoved: dispatcher.tellMoved });
  const reach = createReach({ catchUp, clock, hearers: ways.hearers });
  const hooks = createHookKeeper(engine, catchUp);
  const problemNeeds = { store, directory, hooks, live, elsewhere, catchUp, ways };
  status.watch(() => [
    // Where nobody needs it, an address that fails is said in its settings.
    ...[ways.matter() ? (displaced() ?? tunnel.problem()) : null, traffic.problem()].filter(
      (one) => one !== null,
    ),
    ...connectionProblems(problemNeeds),
  ]);
  const registry = createRegistry(engine, hooks, problemNeeds);
  const signIns = createSignIns({
    ...engine,
    browser: ports.browser,
    locale,
  });
  const demo = createDemo(engine, registry, ports.demo);
  const receiver = createFrontDoor(engine, { intake, reach, traffic });
  const onStatus = status.setReceiver;
  const port = createPortKeeper({ receiver, store, clock, onStatus, onMoved: woken });
  const api = guarded(
    {
      ...settingsCalls(engine, demo, hooks),
      ...connectionCalls(engine, registry, signIns, hooks, live),
      ...watchCalls(engine, registry, hooks, live),
      ...tunnelCalls(engine, port),
      ...signInCalls(signIns),
      ...budgetCalls(engine),
      ...gapCalls(engine, registry, catchUp),
      ...feedCalls(engine),
      ...deliveryCalls(engine),
    },
    log,
  );
  const asked = controlCalls({ ...engine, ...problemNeeds, registry, api });
  const control = createControl({ dataDir: options.dataDir, ids, log, calls: asked });

  return {
    api,
    asked,
    onPush: pushes.listen,
    onEvents(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onGaps(listener) {
      gapListeners.add(listener);
      return () => gapListeners.delete(listener);
    },
    onAddress: tunnel.listen,
    woke(sleptMs) {
      catchUp.woke(sleptMs);
      woken();
    },
    online(isOnline) {
      if (isOnline) {
        catchUp.gapEnded('offline', null);
        woken();
      } else catchUp.gapBegan('offline', null);
    },
    async configure(config, file) {
      const applied = await applyConfig(engine, registry, hooks, config);
      if (applied.ok && file !== undefined) store.saveConfigFile(file);
      return applied;
    },
    async start() {
      const url = await port.start(options.port);
      if (!url.ok) return url;
      registry.changed(); // reads what was held and can be checked now
      engine.wake();
      live.start();
      catchUp.start();
      reach.start();
      tunnel.start(url.value);
      reach.heed(tunnel.state());
      // An address has them checked once it is proved.
      hooks.start({ atOnce: address() === null });
      await control.listen();
      const hasDemo = store.connections.list().some((connection) => connection.demo);
      if (hasDemo && options.resumeDemo) void demo.start();
      return ok({ receiver: url.value });
    },
    async stop() {
      reach.stop(); // who quits has not mended the way here
      port.stop();
      demo.pause();
      signIns.stop();
      await Promise.all([hooks.stop(), tunnel.stop(), control.close()]);
      await Promise.all([receiver.close(), live.stop()]);
      await catchUp.stop();
      await rereader.stop();
      await worker.idle();
      worker.stop();
      dispatcher.stop();
      status.stop();
      budget.stop();
      traffic.stop();
      store.close();
    },
  };
}
