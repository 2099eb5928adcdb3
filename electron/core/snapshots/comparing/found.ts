// Writes down what a look at a service found, as a delivery that is read like any other.
import { Buffer } from 'node:buffer';
import type { Ids } from '../../ports';
import type { Store } from '../../store/store';

/** To be called within a transaction. @param body a comparison @param now ms since 1970 */
export function writeFound(
  { store, ids }: { readonly store: Store; readonly ids: Ids },
  connectionId: string,
  body: string,
  now: number,
): void {
  const connection = store.connections.get(connectionId);
  if (!connection) return;
  store.deliveries.insert([
    {
      id: ids.uuid(),
      source: connection.source,
      connectionId,
      subscriptionId: null,
      channel: 'catch-up',
      receivedAt: now,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(body, 'utf8'),
      state: 'pending',
      issue: null,
      repeatKey: null,
      repeatWithinMs: null,
      compared: true,
    },
  ]);
}
