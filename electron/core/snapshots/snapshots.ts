// The parts that keep snapshots of tables, put together.
import type { Engine } from '../engine';
import { createScan, type Scan } from './scan';
import { createSchemaBook, type SchemaBook } from './schema';
import { createStaleness } from './staleness';
import { createTurns } from './turns';
import { createValueReader, type ValueReader } from './values';

export interface Snapshots {
  readonly values: ValueReader;
  readonly scan: Scan;
  readonly schemas: SchemaBook;
  /** Writes nothing any more; readings under way come to nothing, and are done again after the next start. */
  stop(): void;
}

export interface SnapshotEvents {
  /** Fields of a watched table are others than at the last look. */
  readonly onSchema: (connectionId: string) => void;
}

export function createSnapshots(engine: Engine, { onSchema }: SnapshotEvents): Snapshots {
  const { store, directory, clock, ids, log, budget, pushes, status, wake } = engine;
  let stopped = false;
  const turns = createTurns(engine.services);
  const staleness = createStaleness(store.snapshots);
  const schemas = createSchemaBook({
    store,
    directory,
    clock,
    onSchema,
    reads: engine.schemas,
  });
  const common = { store, clock, ids, wake, stopped: () => stopped };
  const scan = createScan(common, { turns, schemas, staleness });
  const values = createValueReader(
    {
      ...common,
      directory,
      budget,
      log,
      onSettled() {
        pushes.send('deliveries', null);
        pushes.send('connections', null);
        status.touch();
      },
    },
    { turns, schemas, scan, staleness },
  );
  return {
    values,
    scan,
    schemas,
    stop() {
      stopped = true;
      values.stop();
    },
  };
}
