// Runs in a process of its own: writes deliveries and events, and names each one once the store has acknowledged it.
import { writeSync } from 'node:fs';
import { openStore } from '#core/store/open';

const opened = openStore(process.argv[2] ?? '');
if (!opened.ok) throw new Error(opened.error.code);
const store = opened.value;

for (let i = 0; i < 100_000; i += 1) {
  store.deliveries.insert([
    {
      id: `d-${i}`,
      source: 'seatable',
      connectionId: 'c1',
      subscriptionId: 's1',
      channel: 'push',
      receivedAt: i,
      headers: {},
      body: new Uint8Array(3000),
      state: 'pending',
      issue: null,
      repeatKey: null,
      repeatWithinMs: null,
    },
  ]);
  store.events.insert([
    {
      id: `e-${i}`,
      batchId: 'b',
      source: 'seatable',
      connectionId: 'c1',
      subscriptionId: 's1',
      base: { id: 'b1' },
      table: { id: 't1', name: '客户' },
      record: { id: `r${i}` },
      subject: 'record',
      action: 'created',
      changes: [],
      count: 1,
      actor: { kind: 'unknown' },
      occurredAt: null,
      receivedAt: i,
      origin: 'push',
      certainty: 'stated',
      deliveryId: `d-${i}`,
    },
  ]);
  writeSync(1, `${i}\n`);
}
