// The inspector's list after a fresh look at its head.
import { describe, expect, it } from 'vitest';
import type { DeliverySummary } from '#shared/delivery';
import { mergeRows, withoutGone } from '../../../renderer/inspector/merge-rows';

const row = (seq: number, state: DeliverySummary['state'] = 'decoded'): DeliverySummary => ({
  id: `d${seq}`,
  seq,
  source: 'nocodb',
  connectionId: 'c',
  subscriptionId: null,
  channel: 'push',
  receivedAt: seq,
  state,
  issue: null,
  size: 1,
  events: 0,
  repeats: 0,
  compared: false,
});

describe('merging', () => {
  it('puts new deliveries first and shows the newest state of each once', () => {
    const merged = mergeRows([row(2, 'pending'), row(1)], [row(3), row(2)]);
    expect(merged.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'd3 decoded',
      'd2 decoded',
      'd1 decoded',
    ]);
  });
});

describe('rows that left the filter', () => {
  it('go when the fresh look would have shown them, and stay beyond its reach', () => {
    const kept = withoutGone([row(5), row(4), row(3), row(2)], [row(6), row(5), row(3)], false);
    expect(kept.map(({ seq }) => seq)).toEqual([5, 3, 2]);
  });
  it('all go when nothing is left', () => {
    expect(withoutGone([row(2), row(1)], [], true)).toEqual([]);
  });
});
