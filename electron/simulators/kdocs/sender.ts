// Sends a Kdocs callback as the documentation prints it: an empty webhook_id, no signature, ids instead of values.
// https://developer.kdocs.cn/server/dbt/webhook-record-create.html
import type { Outgoing } from '../outgoing';

/**
 * @param url the hook's callback_url
 * @param type such as `dbt.records.create`
 * @param content depends on the type
 * @param now ms since 1970; sent in seconds
 */
export function kdocsDelivery(
  url: string,
  type: string,
  content: Readonly<Record<string, unknown>>,
  now: number,
): Outgoing {
  const body = { webhook_id: '', type, events: [{ timestamp: Math.floor(now / 1000), content }] };
  return {
    url,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body), 'utf8'),
  };
}
