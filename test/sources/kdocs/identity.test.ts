// Changes of Kdocs are told apart by ids and time, and by their arrival only where nothing else does.
import { expect, test } from 'vitest';
import { kdocs } from '#core/sources/kdocs/index';
import { feed } from '../bound';
import { bindKdocs } from './reading';

const body = (type: string, timestamp: unknown, content: object) => ({
  webhook_id: '',
  type,
  events: [{ timestamp, content }],
});
const feeder = () => feed(kdocs, { config: { fileToken: 'file' } });
const idOf = (json: unknown, deliveryId?: string) => feeder().read(json, deliveryId)[0]?.identity;

test('a record is added once: its id tells, without a time', () => {
  const added = body('dbt.records.create', 16788920, { sheetId: 1, recordIds: ['A'] });
  expect(idOf(added, 'first')).toEqual(idOf(added, 'second'));
  expect(feeder().check(added)).toMatchObject({ repeatWithinMs: null });
  const other = body('dbt.records.create', 16788920, { sheetId: 1, recordIds: ['a'] });
  expect(idOf(other)).not.toEqual(idOf(added));
  const elsewhere = body('dbt.records.create', 16788920, { sheetId: 2, recordIds: ['A'] });
  expect(idOf(elsewhere)).not.toEqual(idOf(added));
});

test.each([
  ['a changed record without a time', 'dbt.cells.records.update', { sheetId: 1, recordIds: ['A'] }],
  ['added records that are only counted', 'dbt.records.create', { sheetId: 1, count: 150 }],
  ['a type that is not known', 'dbt.something', { sheetId: 1 }],
])('%s is another change each time, except for ten minutes', (_what, type, content) => {
  const undated = body(type, 16788920, content);
  expect(idOf(undated, 'first')).not.toEqual(idOf(undated, 'second'));
  expect(feeder().check(undated)).toMatchObject({ repeatWithinMs: 600_000 });
  const dated = body(type, 1678892000, content);
  expect(idOf(dated, 'first')).toEqual(idOf(dated, 'second'));
  expect(idOf(body(type, 1678892001, content))).not.toEqual(idOf(dated));
  expect(feeder().check(dated)).toMatchObject({ repeatWithinMs: null });
});

test.each([16788920, 1678892000, 1678892000123])(
  'where rows are read, the same bytes about records prompt another reading (%i)',
  (timestamp) => {
    const reader = bindKdocs({ fileToken: 'file' }, { accessToken: 't' });
    const within = (type: string, content: object) =>
      reader.check(
        {
          id: 'd',
          channel: 'push',
          receivedAt: 0,
          headers: {},
          body: Buffer.from(JSON.stringify(body(type, timestamp, content))),
        },
        0,
      );
    expect(
      within('dbt.cells.fields.update', { sheetId: 1, recordIds: ['A'], fieldIds: ['B'] }),
    ).toMatchObject({ repeatWithinMs: 0 });
    expect(within('dbt.records.create', { sheetId: 1, count: 150 })).toMatchObject({
      repeatWithinMs: 0,
    });
    // Nothing is read for those, so that a repeat would be told twice.
    expect(within('dbt.sheets.icon', { sheetId: 1 })).toMatchObject({
      repeatWithinMs: timestamp === 16788920 ? 600_000 : null,
    });
  },
);

test('two undated changes in one call stay two', () => {
  const event = { timestamp: 1, content: { sheetId: 1 } };
  const drafts = feeder().read({ type: 'dbt.cells.fields.update', events: [event, event] });
  expect(new Set(drafts.map((draft) => JSON.stringify(draft.identity))).size).toBe(2);
});

test.each([
  [1678892000, 1678892000000],
  [1678892000123, 1678892000123],
  ['1678892000', 1678892000000],
  [16788920, null],
  [0, null],
  [-1, null],
  [1e20, null],
  ['soon', null],
  ['', null],
  [null, null],
  [{ at: 1 }, null],
])('the timestamp %j is %j', (timestamp, at) => {
  const [draft] = feeder().read(body('dbt.sheets.remove', timestamp, { sheetId: 1 }));
  expect(draft?.occurredAt).toBe(at);
});
