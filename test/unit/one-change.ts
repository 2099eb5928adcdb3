// One change in the normal form, with what a test leaves open filled in.
import type { ChangeEvent } from '#shared/event';

export const oneChange = (more: Partial<ChangeEvent>): ChangeEvent => ({
  id: 'e',
  seq: 1,
  batchId: 'b',
  source: 'feishu',
  connectionId: 'c',
  subscriptionId: null,
  base: { id: 'bas' },
  table: { id: 'tbl' },
  record: null,
  subject: 'record',
  action: 'updated',
  changes: [],
  count: 1,
  actor: { kind: 'unknown' },
  occurredAt: null,
  receivedAt: 0,
  origin: 'push',
  certainty: 'stated',
  deliveryId: 'd',
  ...more,
});
