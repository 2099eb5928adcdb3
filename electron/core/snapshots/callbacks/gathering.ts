// What callbacks have told of one table since it was last read.
import type { Origin } from '#shared/event';
import type { TableRef } from '../../sources/source';
import type { Told } from '../comparing/apply';
import type { Waiting } from './set-aside';
import { type Aside, type AsidePart, merge } from './sort-drafts';

export interface Gathering {
  readonly connectionId: string;
  readonly table: TableRef;
  readonly deliveries: Set<Waiting>;
  readonly rows: Map<string, Told>;
  /** Those of the rows that were compared, though the reading failed later on. */
  readonly compared: Set<string>;
  /** Records of which changes were told, one for each. */
  found: readonly string[];
  /** Records that were counted but not named. */
  unnamed: Told | null;
  /** Of the newest delivery. */
  subscriptionId: string | null;
  channel: Origin;
  /** ms since 1970. */
  receivedAt: number;
}

export const createGathering = (connectionId: string, table: TableRef): Gathering => ({
  connectionId,
  table,
  deliveries: new Set(),
  rows: new Map(),
  compared: new Set(),
  found: [],
  unnamed: null,
  subscriptionId: null,
  channel: 'push',
  receivedAt: 0,
});

export function gather(
  gathering: Gathering,
  waiting: Waiting,
  { subscriptionId, channel, receivedAt }: Aside['delivery'],
  { rows, unnamed }: AsidePart,
): void {
  gathering.deliveries.add(waiting);
  for (const [record, told] of rows) {
    gathering.rows.set(record, merge(gathering.rows.get(record), told));
  }
  if (unnamed) gathering.unnamed = merge(gathering.unnamed ?? undefined, unnamed);
  if (receivedAt < gathering.receivedAt) return;
  gathering.receivedAt = receivedAt;
  gathering.subscriptionId = subscriptionId;
  gathering.channel = channel;
}

/** Both as one. */
export function joined(first: Gathering, second: Gathering): Gathering {
  for (const one of second.deliveries) first.deliveries.add(one);
  for (const [record, told] of second.rows) {
    first.rows.set(record, merge(first.rows.get(record), told));
    first.compared.delete(record);
  }
  if (second.unnamed) first.unnamed = merge(first.unnamed ?? undefined, second.unnamed);
  return first;
}
