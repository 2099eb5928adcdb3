// Sends as SeaTable's webhook sender does: Python's JSON bytes, an HMAC over them, no ids, no retries.
// https://seatable.com/help/der-geheime-schluessel-eines-webhooks
import { createHmac } from 'node:crypto';
import type { Outgoing } from '../outgoing';
import { pythonJson } from '../python-json';

/**
 * @param url the webhook's address
 * @param data the members of one `update` event
 * @param secret the webhook's secret; without one nothing is signed
 */
export function seatableDelivery(
  url: string,
  data: Readonly<Record<string, unknown>>,
  secret: string | undefined,
): Outgoing {
  const body = Buffer.from(pythonJson({ event: 'update', data }), 'utf8');
  return {
    url,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'python-requests/2.28.1',
      accept: '*/*',
      ...(secret === undefined
        ? {}
        : {
            'x-seatable-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
          }),
    },
  };
}
