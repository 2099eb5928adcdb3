// The parts that keep snapshots of tables, put together.
import type { Engine } from '../engine';
import { nameAwaited } from '../pipeline/titles';
import { plainText } from '../sources/plain';
import type { FieldSchema } from '../sources/source';
import { createValueReader, type ValueReader } from './callbacks/values';
import type { ApplyNeeds } from './comparing/apply';
import { isSameCell } from './comparing/compare';
import { createScan, type Scan } from './reading/scan';
import { createStaleness } from './reading/staleness';
import { createTurns } from './reading/turns';
import { withKnownBefore } from './stated/known-before';
import { withKnownContent } from './stated/known-content';
import { createStatedBook, type StatedBook } from './stated/stated';
import { createSchemaBook, type SchemaBook } from './structure/schema';

export interface Snapshots {
  readonly values: ValueReader;
  readonly stated: StatedBook;
  readonly scan: Scan;
  readonly schemas: SchemaBook;
  /** Writes nothing any more; readings under way come to nothing, and are done again after the next start. */
  stop(): void;
}

export interface SnapshotEvents {
  /** Fields of a watched table are others than at the last look. */
  readonly onSchema: (connectionId: string) => void;
  /** Resolves when the queue is worked off. */
  readonly idle: () => Promise<void>;
}

/** Looks at the queue; where it never empties, or the disk refuses, reading goes on all the same. */
const turnsAtMost = 20;

export function createSnapshots(engine: Engine, { onSchema, idle }: SnapshotEvents): Snapshots {
  const { store, directory, clock, ids, log, budget, pushes, status, wake } = engine;
  let stopped = false;
  const turns = createTurns(engine.services);
  const staleness = createStaleness(store.snapshots);
  const schemas = createSchemaBook({
    store,
    directory,
    clock,
    ids,
    wake,
    onSchema,
    reads: engine.schemas,
  });
  const text = (connectionId: string, value: unknown, field: FieldSchema) => {
    const cell = directory.reader(connectionId, null)?.tables?.cell(value, field);
    return plainText(cell?.text ?? '');
  };
  // Who has left is listed by the service no more, and was named in what it said of them all the same.
  const alias = (connectionId: string, value: unknown, field: FieldSchema) => {
    const cell = directory.reader(connectionId, null)?.tables?.cell(value, field);
    const nameOf = (id: string) => store.labels.name(connectionId, 'person', id) ?? id;
    if (cell?.type !== 'person') return text(connectionId, value, field);
    return plainText(cell.text.split(', ').map(nameOf).join(', '));
  };
  const same: ApplyNeeds['same'] = (connectionId, before, after, field) => {
    const tables = directory.reader(connectionId, null)?.tables;
    return tables ? isSameCell(tables, before, after, field) : false;
  };
  const computed: ApplyNeeds['computed'] = (connectionId, field) =>
    directory.reader(connectionId, null)?.tables?.cell(undefined, field).type === 'formula';
  async function settled(): Promise<void> {
    for (let turn = 0; turn < turnsAtMost; turn += 1) {
      if (store.deliveries.pending(1).length === 0) return;
      wake();
      await idle();
    }
  }
  const skew = engine.services.clockSkew;
  const common = {
    settled,
    store,
    clock,
    ids,
    wake,
    text,
    alias,
    same,
    computed,
    skew,
    stopped: () => stopped,
  };
  const scan = createScan(common, { turns, schemas, staleness });
  const reader = createValueReader(
    {
      ...common,
      directory,
      services: engine.services,
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
  const values = withKnownContent(reader, { store, directory });
  const stated = withKnownBefore(createStatedBook({ ...common, directory, budget }, turns), common);
  return {
    values,
    stated,
    async scan(order) {
      const { prompt, table } = order;
      const read = await scan({
        ...order,
        onRead(ids, askedAt) {
          order.onRead?.(ids, askedAt);
          values.seen(prompt.connectionId, table, ids, askedAt);
        },
      });
      // What leads to rows of this table can be told by what they are called from now on.
      if (read.ok && !stopped && nameAwaited(engine, prompt.connectionId, table) > 0) {
        pushes.send('feed', { newest: store.events.newestSeq(), added: 0 });
      }
      return read;
    },
    schemas,
    stop() {
      stopped = true;
      values.stop();
      stated.stop();
    },
  };
}
