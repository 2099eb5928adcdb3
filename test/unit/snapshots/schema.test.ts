// What of a schema is kept when the watched tables are others than those it was asked for.
import { expect, test } from 'vitest';
import type { Watch } from '#shared/watch';
import { connectionId, openBench } from './bench';
import { createFakeService } from './fake-tables';

const watchOf = (...tables: string[]): readonly Watch[] =>
  tables.map((tableId) => ({ tableId, kinds: ['created', 'updated', 'deleted'] }));

test('a table that is watched from the middle of a look on is not taken for one without fields', async () => {
  const service = createFakeService({ plansHooks: false });
  const one = openBench({ service });
  const { store, snapshots } = one;
  service.table('t2');
  const connection = store.connections.get(connectionId);
  if (!connection) throw new Error('no connection');
  store.connections.save({ ...connection, watch: watchOf('t1') });
  service.meanwhile = () => store.connections.save({ ...connection, watch: watchOf('t1', 't2') });
  const fieldsOf = (tableId: string) =>
    store.snapshots.table(connectionId, { baseId: 'b1', tableId })?.fields.map(({ id }) => id);
  await snapshots.schemas.refresh(connectionId, 'values');
  expect(fieldsOf('t1')).toEqual(['name', 'stage']);
  expect(fieldsOf('t2')).toBeUndefined();
  await snapshots.schemas.refresh(connectionId, 'values');
  expect(fieldsOf('t2')).toEqual(['name', 'stage']);
});
