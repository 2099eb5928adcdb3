// What the live channel's messages may do to the app: nothing, whatever they are.
import { expect, onTestFinished, test, vi } from 'vitest';
import { createFollower, type FollowNeeds } from '#core/sources/seatable/log/follow';
import { ok, type Problem } from '#shared/result';

interface Outcome {
  readonly told: readonly unknown[];
  readonly problem: Problem | null;
}

/** What becomes of one message on a server whose log may not be read. */
const outcomeOf = (message: unknown, rawMessage?: FollowNeeds['rawMessage']): Promise<Outcome> =>
  new Promise((resolve) => {
    const told: unknown[] = [];
    const follower = createFollower(
      {
        readAfter: async () => ok({ entries: [], last: 0, more: false, complete: true }),
        messages: async () => ok([]),
        rawMessage: async (data) => {
          told.push(data);
          return (await rawMessage?.(data)) ?? ok({ body: new Uint8Array(), repeatKey: null });
        },
        async deliver() {
          resolve({ told, problem: null });
          return true;
        },
        failed: (problem) => resolve({ told, problem }),
      },
      null,
    );
    follower.heard(message);
  });

test('a message that is nested without end is written down as one that nobody can read', async () => {
  let deep: unknown = [];
  for (let n = 0; n < 100_000; n += 1) deep = [deep];
  const message = { op_type: 'modify_row', row_id: deep };
  expect(await outcomeOf(message)).toEqual({ told: [''], problem: null });
});

test('a fault of our own ends the channel, and not the app', async () => {
  const { problem } = await outcomeOf({ op_type: 'x' }, () =>
    Promise.reject(new TypeError('ours')),
  );
  expect(problem).toEqual({ code: 'internal', params: { reason: 'TypeError' } });
});

test('a clock of the machine that is set back does not keep the channel waiting', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const operation = { op_type: 'modify_row', table_id: '0000', row_id: 'R1' };
  let looks = 0;
  const follower = createFollower(
    {
      async readAfter(op) {
        looks += 1;
        const entries = [{ op_id: op + 1, operation }];
        return ok({ entries, last: op + 1, more: false, complete: true });
      },
      messages: async () => ok([]),
      rawMessage: async () => ok({ body: new Uint8Array(), repeatKey: null }),
      deliver: async () => true,
      failed: () => {},
    },
    0,
  );
  onTestFinished(follower.close);
  follower.heard(operation);
  await expect.poll(() => looks).toBe(1);
  vi.setSystemTime(Date.now() - 3_600_000);
  follower.heard(operation);
  await expect.poll(() => looks, { timeout: 3000 }).toBe(2);
});

test('a message that comes twice is of one operation, whose log has it once', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const log: { readonly op_id: number; readonly operation: object }[] = [];
  const read: unknown[] = [];
  const raw: unknown[] = [];
  const follower = createFollower(
    {
      async readAfter(op) {
        const entries = log.filter(({ op_id: id }) => id > op);
        return ok({ entries, last: log.length, more: false, complete: true });
      },
      async messages(entries) {
        read.push(...entries.map(({ op_id: id }) => id));
        return ok([]);
      },
      async rawMessage(data) {
        raw.push(data);
        return ok({ body: new Uint8Array(), repeatKey: null });
      },
      deliver: async () => true,
      failed: () => {},
    },
    0,
  );
  onTestFinished(follower.close);
  const edit = (value: number) => ({
    ...{ op_type: 'modify_row', table_id: '0000', row_id: 'R1' },
    updated: { '0000': value },
  });
  for (const value of [1, 2]) {
    log.push({ op_id: log.length + 1, operation: edit(value) });
    follower.heard(edit(value), log.length);
    follower.heard(edit(value), log.length);
  }
  await vi.advanceTimersByTimeAsync(30_000);
  follower.heard(edit(2), 2);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(read).toEqual([1, 2]);
  expect(raw).toEqual([]);

  // Not in the log, and so told as it came: an edit like another, and one beside an index that means nothing.
  follower.heard(edit(2), 3);
  follower.heard(edit(1), 3);
  follower.heard(edit(2), 3);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(raw).toHaveLength(3);
});
