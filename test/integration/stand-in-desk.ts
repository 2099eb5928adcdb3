// The desk for calls to a service, with one connection to the stand-in service; its waits are noted, and over at once.
import { createBudget, type Purpose } from '#core/budget/budget';
import { createDirectory } from '#core/connections/directory';
import { createServiceDesk } from '#core/connections/service-desk';
import { createHttp } from '#core/http';
import type { Clock } from '#core/ports';
import { makeStore } from '../store/make';
import { ask, type StandInService, standInSource } from './stand-in-service';

/** ms since 1970 where its clock begins. */
export const start = Date.now();

export interface Setup {
  readonly secrets?: Readonly<Record<string, string>>;
  /** Entered once, not at hand in this run. */
  readonly lost?: readonly string[];
  readonly limit?: number;
}

export function openServiceDesk(
  service: StandInService,
  { secrets = { token: 't1', refresh: 'r1' }, lost = [], limit = 1000 }: Setup = {},
) {
  const store = makeStore();
  const waits: number[] = [];
  const time = { now: start };
  const clock: Clock = {
    now: () => time.now,
    after(ms, work) {
      waits.push(ms);
      const timer = setImmediate(work);
      return () => clearImmediate(timer);
    },
  };
  store.connections.save({
    id: 'c1',
    source: 'kdocs',
    name: 'Sales',
    config: { server: service.url, base: 'b1', limit },
    secretNames: [...Object.keys(secrets), ...lost],
    demo: false,
    watch: [],
  });
  const kept = new Map(
    Object.entries(secrets).map(([name, value]) => [`connection/c1/${name}`, value]),
  );
  const vault = {
    lasting: true,
    get: (key: string) => kept.get(key),
    set: (key: string, value: string) => void kept.set(key, value),
    delete: (key: string) => void kept.delete(key),
  };
  const directory = createDirectory({ store, vault, sources: [standInSource()] });
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const budget = createBudget({ store, clock, log });
  const renewed: string[] = [];
  const services = createServiceDesk({
    store,
    vault,
    directory,
    budget,
    clock,
    http: createHttp(fetch),
    random: () => 0.5,
    onRenewed: (id) => renewed.push(id),
  });
  const get = (path: string, purpose: Purpose = 'values') =>
    services.call('c1', purpose, (_bound, http) =>
      ask(http, service.url, vault.get('connection/c1/token'), path),
    );
  const used = () => {
    const [meter] = directory.reader('c1', null)?.meters ?? [];
    return meter ? budget.meter('kdocs', meter).used : 0;
  };
  return { store, vault, directory, services, get, waits, time, used, renewed };
}
