// Demo tables: three connections of the services' own shapes, fed by the simulator over real HTTP.
import type { SourceId } from '#shared/event';
import { ok, type Result } from '#shared/result';
import type { Registry } from './connections/registry';
import type { Engine } from './engine';
import type { DemoAddress, DemoConnection, DemoTraffic } from './ports';

const connectionId = (source: SourceId) => `demo-${source}`;

export interface Demo {
  /** Makes what is missing and starts the traffic; harmless when it runs already. */
  start(): Promise<Result<null>>;
  /** Stops the traffic and removes the demo connections with all that came from them. */
  stop(): Promise<void>;
  /** Stops the traffic only. */
  pause(): void;
}

export function createDemo(engine: Engine, registry: Registry, traffic: DemoTraffic): Demo {
  let stopTraffic: (() => void) | null = null;
  /** The start under way or done; a second caller shares it, since each makes new secrets. */
  let started: Promise<Result<null>> | null = null;

  async function prepare(demo: DemoConnection): Promise<Result<readonly DemoAddress[]>> {
    const id = connectionId(demo.source);
    // New secrets at each start: the demo works also where nothing can be kept.
    const secrets = Object.fromEntries(demo.secretNames.map((name) => [name, engine.ids.token()]));
    const saved = registry.save(
      { id, source: demo.source, name: demo.name, config: demo.config, secrets },
      { demo: true },
    );
    if (!saved.ok) return saved;
    engine.store.labels.learn(id, demo.labels, engine.clock.now());
    const addresses: DemoAddress[] = [];
    for (const [index, target] of demo.targets.entries()) {
      const subscriptionId = `${id}-${index + 1}`;
      const added = await registry.addSubscription(id, {
        id: subscriptionId,
        manage: false,
        target,
      });
      if (!added.ok) return added;
      const url = localUrl(subscriptionId);
      if (url) addresses.push({ source: demo.source, url, secrets, target });
    }
    return ok(addresses);
  }

  /** The simulator runs here, so it posts to the loopback address even when a public one is set. */
  function localUrl(subscriptionId: string): string | null {
    const subscription = engine.store.connections.subscription(subscriptionId);
    const { url } = engine.status.receiver();
    return subscription && url ? `${url}/in/${subscription.address}` : null;
  }

  async function begin(): Promise<Result<null>> {
    const addresses: DemoAddress[] = [];
    for (const demo of traffic.connections) {
      const prepared = await prepare(demo);
      if (!prepared.ok) return prepared;
      addresses.push(...prepared.value);
    }
    if (started !== null) stopTraffic = traffic.start(addresses);
    engine.status.touch();
    return ok(null);
  }

  function pause(): void {
    started = null;
    stopTraffic?.();
    stopTraffic = null;
  }

  return {
    pause,
    start() {
      started ??= begin();
      return started;
    },
    async stop() {
      pause();
      for (const { source } of traffic.connections) {
        await registry.remove(connectionId(source), { history: true });
      }
    },
  };
}
