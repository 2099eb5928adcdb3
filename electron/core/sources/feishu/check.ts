// Decides about a delivery before anything else happens: handshake, refusal, or "write it down".
import { createHash } from 'node:crypto';
import type { Problem } from '#shared/result';
import { sameSecret } from '../secret';
import type { Delivery, SourceContext, Verdict } from '../source';
import type { FeishuConfig, FeishuTarget } from './config';
import { openBody } from './decrypt';
import { type Envelope, readEnvelope } from './events/envelope';
import { momentMs } from './server/moment';

/** Repeats come 15 s, 5 min, 1 h and 6 h after the first: 7.1 h. A signature older than this is no repeat. */
const oldestSignatureMs = 8 * 3_600_000;
/** Well over the 7.1 h in which the service repeats. */
const repeatWithinMs = 24 * 3_600_000;

/**
 * Nothing is refused that no secret proves false: an odd body is kept and told to the person as not understood.
 * @param now ms since 1970
 */
export function check(
  delivery: Delivery,
  context: SourceContext<FeishuConfig, FeishuTarget>,
  now: number,
): Verdict {
  const encryptKey = context.secrets.encryptKey || undefined;
  const token = context.secrets.verificationToken || undefined;
  const opened = openBody(delivery.body, encryptKey);
  const read = opened.ok ? readEnvelope(opened.value) : opened;
  const envelope = read.ok ? read.value : null;

  if (envelope?.kind === 'challenge') {
    // Signatures do not apply to this request, and its answer is due within a second.
    if (!tokenFits(envelope, token, delivery)) return refuse({ code: 'token-wrong' });
    return {
      kind: 'reply',
      answer: { status: 200, json: { challenge: envelope.challenge } },
    };
  }
  const sealed = opened.ok ? null : opened.error;
  if (sealed?.code === 'secret-missing') return refuse(sealed);
  const signature = encryptKey === undefined ? null : signatureProblem(delivery, encryptKey, now);
  // An unsigned body that the key does not open is most likely the check of a new address with a wrong key entered here.
  if (sealed?.code === 'decrypt-failed' && signature?.code !== 'signature-wrong') {
    return refuse(sealed);
  }
  if (signature) return refuse(signature);
  if (envelope && !tokenFits(envelope, token, delivery)) return refuse({ code: 'token-wrong' });
  return {
    kind: 'accept',
    answer: { status: 200, json: {} },
    repeatKey: envelope?.eventId ?? createHash('sha256').update(delivery.body).digest('hex'),
    repeatWithinMs,
  };
}

const refuse = (reason: Problem): Verdict => ({ kind: 'reject', status: 401, reason });

/** Compared only when the person entered one; on the long connection the service leaves it empty. */
function tokenFits(envelope: Envelope, token: string | undefined, delivery: Delivery): boolean {
  if (token === undefined) return true;
  if (delivery.channel === 'live' && envelope.token === '') return true;
  return sameSecret(envelope.token, token);
}

/**
 * SHA-256 over timestamp, nonce, Encrypt Key and the body as it came.
 * Rule: https://open.larksuite.com/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
function signatureProblem(delivery: Delivery, encryptKey: string, now: number): Problem | null {
  // What the app fetched itself, over a connection it opened, is not signed.
  if (delivery.channel === 'live' || delivery.channel === 'catch-up') return null;
  const signature = delivery.headers['x-lark-signature'];
  const timestamp = delivery.headers['x-lark-request-timestamp'] ?? '';
  const nonce = delivery.headers['x-lark-request-nonce'] ?? '';
  // The parts are joined without a separator: digits moved from one header to the other sign alike, so a time that
  // is none must not pass as "no age known".
  const signedAt = /^\d+$/.test(timestamp) ? momentMs(timestamp) : null;
  if (!signature || signedAt === null) return { code: 'signature-missing' };
  const expected = createHash('sha256')
    .update(timestamp + nonce + encryptKey)
    .update(delivery.body)
    .digest('hex');
  if (!sameSecret(signature.toLowerCase(), expected)) return { code: 'signature-wrong' };
  const age = Math.abs(now - signedAt);
  // A person who replays a delivery knows that it is old.
  if (delivery.channel === 'replay' || age <= oldestSignatureMs) return null;
  return { code: 'delivery-stale', params: { minutes: Math.round(age / 60_000) } };
}
