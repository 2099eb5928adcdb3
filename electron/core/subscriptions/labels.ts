// Names of a watched table and its fields, asked from the service; events can be read without them, but not as well.
import { ok } from '#shared/result';
import type { Engine } from '../engine';
import { problemFields } from '../redact-log';
import type { StoredSubscription } from '../store/store';

/** Learns what the service tells; where it cannot be asked or does not answer, nothing changes. */
export async function refreshLabels(
  engine: Engine,
  { connectionId, id, target }: StoredSubscription,
): Promise<void> {
  // A demo brings its names, and has no service to ask.
  if (engine.store.connections.get(connectionId)?.demo) return;
  const bound = engine.directory.reader(connectionId, id);
  const { baseId, tableId }: Readonly<Record<string, unknown>> = {
    ...(bound?.tables?.of(target) ?? target),
  };
  const whole = bound?.tables?.all(target) ?? null;
  if (whole !== null) await refreshBase(engine, connectionId, whole);
  if (typeof baseId !== 'string' || typeof tableId !== 'string' || !bound?.discover) return;
  const facts = await engine.services.call(
    connectionId,
    'hooks',
    async (bound, http) => (await bound.discover?.labels(http, baseId, tableId)) ?? ok([]),
  );
  if (facts.ok) engine.store.labels.learn(connectionId, facts.value, engine.clock.now());
  else
    engine.log.warn('names could not be read', { subscription: id, ...problemFields(facts.error) });
}

/** The tables of a base that is watched as a whole bring their own names; its own is asked for here. */
async function refreshBase(engine: Engine, connectionId: string, baseId: string): Promise<void> {
  const search = { search: baseId, cursor: null };
  const found = await engine.services.call(
    connectionId,
    'hooks',
    async (bound, http) =>
      (await bound.discover?.bases(http, search)) ?? ok({ bases: [], next: null }),
  );
  const base = found.ok ? found.value.bases.find(({ id }) => id === baseId) : undefined;
  if (!base?.name) return;
  const fact = { kind: 'base', id: baseId, name: base.name } as const;
  engine.store.labels.learn(connectionId, [fact], engine.clock.now());
}
