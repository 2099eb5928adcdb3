// Decides whether bytes are SeaTable's: an HMAC over the exact body, when a secret is set at the webhook.
import { createHash, createHmac } from 'node:crypto';
import type { ProblemCode } from '#shared/result';
import { sameSecret } from '../secret';
import type { Delivery, SourceContext, Verdict } from '../source';
import type { Config, Target } from './config';
import { momentOf, parse } from './parse';

const repeatWindowMs = 10 * 60_000;

/**
 * `X-SeaTable-Signature: sha256=<hex>`; the key is the secret as UTF-8, the message the raw body.
 * https://seatable.io/en/docs/webhooks/verarbeitung-eines-webhooks-mit-hilfe-von-php/
 *
 * The sender ignores the answer's body, and switches a webhook off after five answers that are no 2xx.
 * https://seatable.com/help/deaktivierung-eines-webhooks-bei-fehlern
 */
export function check(delivery: Delivery, context: SourceContext<Config, Target>): Verdict {
  const secret = context.secrets.webhookSecret;
  if (secret) {
    const given = delivery.headers['x-seatable-signature']?.trim();
    if (!given) return refuse('signature-missing');
    const expected = `sha256=${createHmac('sha256', secret).update(delivery.body).digest('hex')}`;
    if (!sameSecret(given.toLowerCase(), expected)) return refuse('signature-wrong');
  }
  const payload = parse(delivery);
  const dated =
    payload.ok && payload.value.kind === 'webhook' && momentOf(payload.value.data) !== null;
  return {
    kind: 'accept',
    answer: { status: 200 },
    repeatKey: createHash('sha256').update(delivery.body).digest('hex'),
    // A body names its millisecond, so the same bytes are the same change at any time; undated ones only for a while.
    repeatWithinMs: dated ? null : repeatWindowMs,
  };
}

function refuse(code: ProblemCode): Verdict {
  return { kind: 'reject', status: 401, reason: { code } };
}
