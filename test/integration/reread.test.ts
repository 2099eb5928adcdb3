// A new version reads what an older one has stored better: history is mended by itself, and nobody is disturbed.
import { describe, expect, test } from 'vitest';
import type { FeedRow } from '#shared/feed';
import { expectOk } from './desk';
import { newer, noon, older, rowsOf } from './reading-desk';
import { type Reading, type SaidBody, said } from './reading-source';

const gist = ({ record, action, changes, unread }: FeedRow) => [
  record?.id,
  action,
  Object.fromEntries(changes.map((one) => [one.field.name, [one.beforeText, one.afterText]])),
  unread,
];

const edits = [1, 2, 3].map((no) =>
  said(no, `r${no}`, noon + no * 1000, { stage: ['a', 'b'], price: ['1', `${no}`] }),
);

describe('rows that an older version told wrong', () => {
  test.each([
    ['a field was lost', { draft: (draft) => ({ ...draft, changes: draft.changes.slice(0, 1) }) }],
    [
      'names and words were wrong',
      {
        draft: (draft) => ({
          ...draft,
          record: { id: draft.record?.id ?? '', title: '?' },
          table: { id: 't1', name: 'Dæls' },
          actor: { kind: 'unknown' },
          changes: draft.changes.map((one) => ({
            ...one,
            field: { id: one.field.id, name: 'x' },
            beforeText: '[object Object]',
          })),
        }),
      },
    ],
    [
      'a field was told that did not change',
      {
        draft: (draft) => ({
          ...draft,
          changes: [...draft.changes, { field: { id: 'noise', name: 'noise' }, afterText: '?' }],
        }),
      },
    ],
    [
      'they had another identity',
      { draft: (draft) => ({ ...draft, identity: ['old', ...draft.identity] }) },
    ],
    [
      'the action was wrong, and with it the identity',
      {
        draft: (draft) => ({
          ...draft,
          action: 'created',
          identity: [...draft.identity, 'created'],
        }),
      },
    ],
    [
      'the record was wrong',
      {
        draft: (draft) => ({
          ...draft,
          record: { id: `${draft.record?.id}!` },
          identity: [0, ...draft.identity],
        }),
      },
    ],
  ] satisfies [string, Omit<Reading, 'reading'>][])(
    'are mended in their places: %s',
    async (_, fault) => {
      const before = await older({ reading: 1, ...fault }, edits, 3, ['r2', 'r2!']);
      const now = await newer({ reading: 2 });
      const rows = await rowsOf(now);
      expect(rows.map(gist)).toEqual([
        ['r3', 'updated', { stage: ['a', 'b'], price: ['1', '3'] }, true],
        ['r2', 'updated', { stage: ['a', 'b'], price: ['1', '2'] }, false],
        ['r1', 'updated', { stage: ['a', 'b'], price: ['1', '1'] }, true],
      ]);
      expect(rows.map(({ id, seq, origin, receivedAt }) => [id, seq, origin, receivedAt])).toEqual(
        before.map(({ id, seq, origin, receivedAt }) => [id, seq, origin, receivedAt]),
      );
      expect(rows[0]).toMatchObject({
        record: { title: 'Deal r3' },
        table: { name: 'Deals' },
        actor: { name: 'Zoé' },
      });
      expect(now.notifications).toEqual([]);
      expect(now.events).toEqual([]);
    },
  );

  test('are found by today’s words, and no longer by those of before', async () => {
    const draft: Reading['draft'] = (one) => ({
      ...one,
      changes: one.changes.map((change) => ({ ...change, afterText: 'garbled' })),
    });
    await older({ reading: 1, draft }, edits, 3);
    const now = await newer({ reading: 2 });
    const count = async (query: string) =>
      expectOk(await now.core.api['feed.page']({ query, after: null, limit: 9 })).rows.length;
    expect([await count('garbled'), await count('price')]).toEqual([0, 3]);
  });

  test('move only where their time was wrong', async () => {
    const draft: Reading['draft'] = (one) =>
      one.record?.id === 'r1' ? { ...one, occurredAt: noon + 60_000 } : one;
    const before = await older({ reading: 1, draft }, edits, 3);
    expect(before.map(({ record }) => record?.id)).toEqual(['r1', 'r3', 'r2']);
    const rows = await rowsOf(await newer({ reading: 2 }));
    expect(rows.map(({ record }) => record?.id)).toEqual(['r3', 'r2', 'r1']);
  });

  test('that were told twice are one, and the one that was read stays read', async () => {
    const twice: Reading = {
      reading: 1,
      take: (changes) => changes.flatMap((one) => [one, one]),
      draft: (draft, place) => ({ ...draft, identity: [...draft.identity, place] }),
    };
    await older(twice, edits, 6, ['r2']);
    const rows = await rowsOf(await newer({ reading: 2 }));
    expect(rows.map(({ record, unread }) => [record?.id, unread])).toEqual([
      ['r3', true],
      ['r2', false],
      ['r1', true],
    ]);
  });

  test('that nothing had happened for go, and are back as they were when a later version makes them again', async () => {
    const noisy: Reading = {
      reading: 1,
      take: (changes) => [...changes, { row: 'noise', action: 'created', cells: {} }],
    };
    await older(noisy, edits.slice(0, 1), 2, ['r1']);
    const second = await newer({ reading: 2 });
    expect((await rowsOf(second)).map(gist)).toMatchObject([['r1', 'updated', {}, false]]);
    const [delivery] = expectOk(
      await second.core.api['deliveries.list']({
        state: null,
        connectionId: null,
        beforeSeq: null,
        limit: 9,
      }),
    );
    expect(delivery).toMatchObject({ state: 'decoded', events: 1 });
    await second.core.stop();
    const rows = await rowsOf(await newer({ ...noisy, reading: 3 }));
    expect(rows.map(({ record, unread }) => [record?.id, unread])).toEqual([
      ['noise', true],
      ['r1', false],
    ]);
  });
});

describe('changes that an older version lost', () => {
  test('are added at their time, as read, and nobody is told', async () => {
    const bodies: SaidBody[] = [
      ...edits,
      {
        no: 4,
        at: noon + 1500,
        changes: [
          { row: 'r8', action: 'updated', cells: { stage: ['a', 'b'] } },
          { row: 'r9', action: 'created', cells: { stage: ['', 'b'] } },
        ],
      },
    ];
    const lossy: Reading = {
      reading: 1,
      take: (changes) => changes.slice(0, 1),
      cannot: ({ no }) => no === 3,
    };
    await older(lossy, bodies, 3);
    const now = await newer({ reading: 2 });
    const rows = await rowsOf(now);
    expect(rows.map(({ record, unread }) => [record?.id, unread])).toEqual([
      ['r3', false],
      ['r2', true],
      ['r9', false],
      ['r8', true],
      ['r1', true],
    ]);
    expect([now.notifications, now.events]).toEqual([[], []]);
    const status = expectOk(await now.core.api['status.get']({}));
    expect(status).toMatchObject({ unread: 3, queue: { undecoded: 0 } });
  });
});

describe('what is right stays', () => {
  test('what cannot be read any more, by an error or a fault of ours', async () => {
    await older({ reading: 1 }, edits, 3);
    const now = await newer({
      reading: 2,
      cannot: ({ no }) => no === 1,
      take: (changes) => {
        if (changes[0]?.row === 'r2') throw new Error('ours');
        return changes;
      },
    });
    expect((await rowsOf(now)).map(({ record }) => record?.id)).toEqual(['r3', 'r2', 'r1']);
    expect(expectOk(await now.core.api['status.get']({})).queue.undecoded).toBe(0);
  });

  test('is read once, and not again at the next start', async () => {
    await older({ reading: 1 }, edits, 3);
    const seen: number[] = [];
    const second = await newer({ reading: 2, onRead: (no) => seen.push(no) });
    await second.core.stop();
    expect(seen).toEqual([3, 2, 1]);
    const third = await newer({ reading: 2, onRead: (no) => seen.push(no) });
    expect(seen).toEqual([3, 2, 1]);
    expect((await rowsOf(third)).length).toBe(3);
  });
});
