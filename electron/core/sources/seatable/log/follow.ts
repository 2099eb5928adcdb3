// Follows the log while the live channel says when to look: the channel tells neither when nor, of a deletion, who.
import { createHash } from 'node:crypto';
import type { Problem, Result } from '#shared/result';
import type { LiveMessage } from '../../source';
import { type Operation, readOperation } from './entry';
import type { LogEntry, Stretch } from './log';

/** ms in which messages of one action gather, and at least between two looks: Cloud allows 200 calls a minute. */
const gather = 100;
const spacing = 1000;
/** ms before each further look for an operation that the log does not show yet; then it is told as it came. */
const patience: readonly number[] = [300, 1000, 3000, 6000];
/** Operations that were read before their message came. */
const mostAhead = 1000;
/** Messages that are known again when they come twice. */
const mostKnown = 1000;

export interface FollowNeeds {
  readonly readAfter: (op: number) => Promise<Result<Stretch>>;
  /** Entries of the log as bodies of deliveries. `isNewest`: it has none after them. */
  readonly messages: (
    entries: readonly LogEntry[],
    isNewest: boolean,
  ) => Promise<Result<readonly LiveMessage[]>>;
  readonly rawMessage: (data: unknown) => Promise<Result<LiveMessage>>;
  readonly deliver: (message: LiveMessage) => Promise<boolean>;
  /** The channel is of no more use; what was missed is read from the log by whoever opens the next. */
  readonly failed: (problem: Problem) => void;
}

export interface Follower {
  /**
   * @param data of an `update-dtable` message
   * @param index that came beside it; what it counts nobody says, but no two messages that differ should have the same
   */
  heard(data: unknown, index?: unknown): void;
  close(): void;
}

interface Waiting {
  readonly data: unknown;
  readonly key: string;
}

/** @param head number of the last operation before the channel was opened; null: the log may not be read */
export function createFollower(needs: FollowNeeds, head: number | null): Follower {
  const waiting: Waiting[] = [];
  const ahead: string[] = [];
  const isTwice = createMemory();
  let position = head;
  let running = false;
  let closed = false;
  /** ms by a clock that nobody sets. */
  let lookedAt = Number.NEGATIVE_INFINITY;
  let cancelPause = () => {};

  const pause = (ms: number) =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, ms);
      cancelPause = () => {
        clearTimeout(timer);
        done();
      };
    });

  function fail(problem: Problem): false {
    if (!closed) {
      close();
      needs.failed(problem);
    }
    return false;
  }

  /** @returns whether it may go on */
  async function hand(messages: Result<readonly LiveMessage[]>): Promise<boolean> {
    if (!messages.ok) return fail(messages.error);
    for (const message of messages.value) {
      if (closed) return false;
      if (!(await needs.deliver(message))) return fail({ code: 'store-full' });
    }
    return !closed;
  }

  /** Reads the log to its end. */
  async function look(): Promise<boolean> {
    for (let more = true; more && !closed; ) {
      if (position === null) return true;
      const stretch = await needs.readAfter(position);
      if (!stretch.ok) return fail(stretch.error);
      const { entries, last } = stretch.value;
      more = stretch.value.more;
      if (!(await hand(await needs.messages(entries, !more)))) return false;
      position = last;
      for (const entry of entries) meet(keyOf(entry.operation));
    }
    lookedAt = performance.now();
    return !closed;
  }

  /** An operation was read: its message is dealt with, or comes yet. */
  function meet(key: string): void {
    const index = waiting.findIndex((one) => one.key === key);
    if (index >= 0) waiting.splice(index, 1);
    else ahead.push(key);
    if (ahead.length > mostAhead) ahead.shift();
  }

  async function tellRaw(): Promise<boolean> {
    for (const { data } of waiting.splice(0)) {
      const raw = await needs.rawMessage(data);
      if (!(await hand(raw.ok ? { ok: true, value: [raw.value] } : raw))) return false;
    }
    return true;
  }

  async function run(): Promise<void> {
    await pause(Math.max(gather, lookedAt + spacing - performance.now()));
    // A message whose operation was read already prompts a look all the same: it may be another one of the same kind.
    if (!(await look())) return;
    for (const wait of patience) {
      if (waiting.length === 0 || position === null) break;
      await pause(wait);
      if (closed || !(await look())) return;
    }
    await tellRaw();
  }

  function start(): void {
    if (running || closed) return;
    running = true;
    void run()
      .catch((error: unknown) => {
        fail({ code: 'internal', params: { reason: error instanceof Error ? error.name : '' } });
      })
      .finally(() => {
        running = false;
        if (waiting.length > 0) start();
      });
  }

  function close(): void {
    closed = true;
    waiting.length = 0;
    cancelPause();
  }

  return {
    heard(given, number) {
      if (closed) return;
      const data = textOf(given);
      if (isTwice(number, data)) return start();
      const key = keyOf(data);
      const index = ahead.indexOf(key);
      if (index >= 0) ahead.splice(index, 1);
      else waiting.push({ data, key });
      start();
    },
    close,
  };
}

/**
 * A message that comes a second time would find its operation dealt with, and be told as one more. An edit may well be made twice,
 * so that the words alone do not tell; where one index came with other words since, it tells nothing either.
 */
function createMemory(): (index: unknown, data: string) => boolean {
  const known = new Map<number, string>();
  return (index, data) => {
    if (typeof index !== 'number') return false;
    const print = createHash('sha256').update(data).digest('base64');
    if (known.get(index) === print) return true;
    known.set(index, print);
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
    return false;
  };
}

/** As the log has it, and read with the same care; '' for what is nested so deep that nobody can write it down. */
function textOf(data: unknown): string {
  try {
    return typeof data === 'string' ? data : (JSON.stringify(data) ?? '');
  } catch {
    return '';
  }
}

/** What the log and the channel call the same operation by. */
function keyOf(given: unknown): string {
  const read = readOperation(given);
  return read.ok ? JSON.stringify([read.value.op_type, ...idsOf(read.value)]) : '';
}

function idsOf(operation: Operation): readonly unknown[] {
  const { row_data: row, row_datas: rows, table_data: table } = operation;
  const members = ['table_id', 'table1_id', 'row_id', 'row_ids', 'row_id_list', 'table1_row_id'];
  const others = ['table2_row_id', 'column_key', 'view_id', 'link_id'];
  return [
    ...[...members, ...others].map((member) => operation[member] ?? null),
    ...(Array.isArray(rows) ? rows : [row ?? table]).map(idOf),
  ];
}

const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && '_id' in value ? value._id : null;
