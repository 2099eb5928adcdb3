// Deliveries as a person inspects and replays them.
import { Buffer } from 'node:buffer';
import type { DeliveryDetail } from '#shared/delivery';
import type { CallName, Handlers } from '#shared/ipc';
import { err, ok } from '#shared/result';
import { callbackUrl, type Engine } from '../engine';
import { replayDeliveries } from '../pipeline/replay';
import type { StoredDelivery } from '../store/store';

type DeliveryCall = Extract<CallName, `deliveries.${string}`>;

export function deliveryCalls(engine: Engine): Handlers<DeliveryCall> {
  const { store, pushes } = engine;

  function addressOf(subscriptionId: string | null): string | null {
    const subscription =
      subscriptionId === null ? null : store.connections.subscription(subscriptionId);
    return subscription ? callbackUrl(engine, subscription.address) : null;
  }

  return {
    'deliveries.list': async (filter) => ok(store.deliveries.list(filter)),

    async 'deliveries.get'({ id }) {
      const stored = store.deliveries.get(id);
      if (!stored) return err({ code: 'not-found' });
      const { body, replayed: _, headers, ...summary } = stored;
      const text = Buffer.from(body).toString('utf8');
      const detail: DeliveryDetail = {
        ...summary,
        headers: masked(headers),
        body: text,
        bodyIsText: Buffer.from(text, 'utf8').equals(body),
        eventIds: store.events.ofDelivery(id),
        curl: curlOf(stored, addressOf(stored.subscriptionId)),
      };
      return ok(detail);
    },

    async 'deliveries.replay'({ target }) {
      const outcome = replayDeliveries(engine, target);
      if (!outcome.ok) return outcome;
      pushes.send('deliveries', null);
      engine.wake();
      return outcome;
    },
  };
}

/** A shell command that posts the same bytes with the same headers again. */
function curlOf(delivery: StoredDelivery, url: string | null): string {
  const kept = Object.entries(masked(delivery.headers)).filter(
    ([name]) => !['host', 'content-length', 'connection', 'transfer-encoding'].includes(name),
  );
  const headers = kept.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  const bytes = Buffer.from(delivery.body).toString('base64');
  return [
    `printf %s ${quote(bytes)} | base64 -d |`,
    'curl -X POST',
    quote(url ?? 'http://127.0.0.1:PORT/in/ADDRESS'),
    ...headers,
    '--data-binary @-',
  ].join(' ');
}

/** The page can set a secret, never read one; also not one that a service sent back. Signatures are none. */
function masked(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) =>
      /secret|token|authorization|cookie/.test(name) ? [name, '[secret]'] : [name, value],
    ),
  );
}

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
