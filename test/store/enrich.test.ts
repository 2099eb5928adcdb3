// One change told by two deliveries: the later one gives what the first lacks, durably, and takes nothing away.
import { describe, expect, it } from 'vitest';
import { idsOf, makeChange, makeEvent, makeStore, noon, temporaryFolder } from './make';

const bare = makeEvent('gone', {
  action: 'deleted',
  actor: { kind: 'unknown' },
  record: { id: 'r1' },
  table: { id: 't1' },
  occurredAt: null,
});
const told = makeEvent('gone', {
  action: 'deleted',
  origin: 'live',
  deliveryId: 'd-live',
  receivedAt: noon + 5000,
  occurredAt: noon - 60_000,
  link: 'https://example.com/t1',
  changes: [makeChange('Status', '已签约', '')],
});

describe('the later telling of a change', () => {
  it('fills values, title, names, who and when; order, arrival and read state stay', () => {
    const folder = temporaryFolder();
    const store = makeStore(folder);
    store.events.insert([bare, makeEvent('other')]);
    store.events.mark({ ids: ['gone'] }, false);
    const { origin, receivedAt, deliveryId } = bare;
    const filled = { ...told, seq: 1, origin, receivedAt, deliveryId, batchId: bare.batchId };
    expect(store.events.enrich(told)).toEqual(filled);
    expect(store.events.enrich(told)).toBeNull();
    store.close();
    const again = makeStore(folder);
    expect(again.events.get('gone')).toEqual({ ...filled, at: noon - 60_000, unread: false });
    expect(idsOf(again, '')).toEqual(['other', 'gone']);
    for (const query of ['已签约', 'field:status', 'person:li', 'table:opp acme']) {
      expect(idsOf(again, query), query).toContain('gone');
    }
  });

  it('takes nothing away, and adds nothing to what is not known', () => {
    const store = makeStore();
    store.events.insert([told]);
    expect(store.events.enrich(bare)).toBeNull();
    expect(store.events.enrich({ ...bare, certainty: 'hint' })).toBeNull();
    expect(store.events.enrich(makeEvent('never'))).toBeNull();
    expect(store.events.get('gone')).toMatchObject({ changes: told.changes, actor: told.actor });
  });

  it('does not let what was found by comparing speak over the service', () => {
    const store = makeStore();
    const value = { ...makeChange('Amount', '1', '2') };
    store.events.insert([makeEvent('a', { changes: [value] })]);
    const found = [makeChange('Amount', '0', '2'), makeChange('Sum', '1', '2')];
    expect(
      store.events.enrich(makeEvent('a', { certainty: 'derived', changes: found })),
    ).toBeNull();
    const hint = makeEvent('b', { certainty: 'hint', changes: [] });
    store.events.insert([hint]);
    expect(store.events.enrich(makeEvent('b', { changes: found }))).toMatchObject({
      certainty: 'stated',
      changes: found,
    });
  });

  it('gives names to ids, and leaves every other difference as it was told first', () => {
    const store = makeStore();
    const field = { id: 'f', name: 'Tasks', type: 'record-link' as const };
    const ids = { field, before: [], beforeText: '', after: ['r7'], afterText: 'r7' };
    const linked = [{ row_id: 'r7', display_value: 'Call' }];
    const named = { ...ids, after: linked, afterText: 'Call' };
    store.events.insert([makeEvent('a', { changes: [ids] }), makeEvent('b', { changes: [named] })]);
    expect(store.events.enrich(makeEvent('a', { changes: [named] }))?.changes).toEqual([named]);
    expect(store.events.enrich(makeEvent('b', { changes: [ids] }))).toBeNull();
    const otherRow = [{ row_id: 'r8', display_value: 'Mail' }];
    const other = { ...ids, after: otherRow, afterText: 'Mail' };
    expect(store.events.enrich(makeEvent('b', { changes: [other] }))).toBeNull();
    const cleared = { ...ids, beforeText: 'x', before: 'x' };
    expect(store.events.enrich(makeEvent('b', { changes: [cleared] }))).toBeNull();
  });

  it('survives that either delivery is read again', () => {
    const store = makeStore();
    store.events.insert([bare]);
    store.events.enrich(told);
    const whole = store.events.get('gone');
    store.events.insert([{ ...bare, origin: 'replay' }]);
    expect(store.events.get('gone')).toEqual(whole);
    store.events.insert([{ ...told, origin: 'replay' }]);
    expect(store.events.get('gone')).toEqual(whole);
  });

  it('is not undone by a poorer delivery of the same change that is read again', () => {
    const store = makeStore();
    store.events.insert([told]);
    const whole = store.events.get('gone');
    store.events.insert([{ ...bare, origin: 'replay' }]);
    expect(store.events.get('gone')).toEqual(whole);
  });
});
