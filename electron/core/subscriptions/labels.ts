// Names of a watched table and its fields, asked from the service; events can be read without them, but not as well.
import type { Engine } from '../engine';
import type { StoredSubscription } from '../store/store';

/** Learns what the service tells; where it cannot be asked or does not answer, nothing changes. */
export async function refreshLabels(
  engine: Engine,
  { connectionId, id, target }: StoredSubscription,
): Promise<void> {
  const discover = engine.directory.reader(connectionId, id)?.discover;
  const { baseId, tableId } = target;
  if (!discover || typeof baseId !== 'string' || typeof tableId !== 'string') return;
  const facts = await discover.labels(engine.http, baseId, tableId);
  if (facts.ok) engine.store.labels.learn(connectionId, facts.value, engine.clock.now());
  else engine.log.warn('names could not be read', { subscription: id, problem: facts.error.code });
}
