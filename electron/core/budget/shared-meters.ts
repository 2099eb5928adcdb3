// Connections of one service share its meters; where their limits differ, the strictest holds.
import type { SourceId } from '#shared/event';
import type { Directory } from '../connections/directory';
import type { BoundMeter } from '../sources/bound-source';
import type { Store } from '../store/store';

/**
 * @param more meters of a connection that is not saved yet
 * @returns one meter an id
 */
export function sharedMeters(
  { store, directory }: { readonly store: Store; readonly directory: Directory },
  source: SourceId,
  more: readonly BoundMeter[] = [],
): readonly BoundMeter[] {
  const saved = store.connections
    .list()
    .filter((connection) => connection.source === source)
    .flatMap(({ id }) => directory.reader(id, null)?.meters ?? []);
  const strictest = new Map<string, BoundMeter>();
  for (const meter of [...saved, ...more]) {
    const known = strictest.get(meter.id);
    if (!known || meter.limit < known.limit) strictest.set(meter.id, meter);
  }
  return [...strictest.values()];
}
