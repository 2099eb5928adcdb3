// Decides whether a delivery is from the NocoDB hook it claims to be.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '../json';
import { sameSecret } from '../secret';
import type { Delivery, SourceContext, Verdict } from '../source';
import { type NocodbConfig, type NocodbTarget, secretHeader } from './config';

/** A body without an id can only be told apart by its bytes; the same bytes later than this are a new change. */
const digestRepeatMs = 10 * 60_000;

const withId = z.object({ id: z.uuid() });

/**
 * NocoDB signs nothing, so a hook proves itself by a header's value. Hooks made by this app use `x-tablewatch-secret`; one
 * made by hand may use any header, also `authorization: Bearer <secret>`.
 */
export function check(
  delivery: Delivery,
  context: SourceContext<NocodbConfig, NocodbTarget>,
): Verdict {
  const secret = context.secrets.headerSecret;
  if (secret !== undefined && secret !== '' && !carries(delivery.headers, secret)) {
    const tried = secretHeader in delivery.headers || 'authorization' in delivery.headers;
    return {
      kind: 'reject',
      status: 401,
      reason: { code: tried ? 'signature-wrong' : 'signature-missing' },
    };
  }
  return { kind: 'accept', answer: { status: 200 }, ...repeat(delivery.body) };
}

function carries(headers: Delivery['headers'], secret: string): boolean {
  let found = false;
  for (const value of Object.values(headers)) {
    // Every header is compared, so that the time tells nothing about which one fits.
    const same = sameSecret(value, secret);
    const bearer = sameSecret(value.replace(/^bearer\s+/i, ''), secret);
    found = found || same || bearer;
  }
  return found;
}

/** NocoDB makes a fresh uuid for each delivery (`id`), and sends each once. */
function repeat(body: Uint8Array): { repeatKey: string; repeatWithinMs: number | null } {
  const json = parseJson(body);
  const own = withId.safeParse(json.ok ? json.value : null);
  if (own.success) return { repeatKey: own.data.id, repeatWithinMs: null };
  const digest = createHash('sha256').update(body).digest('hex');
  return { repeatKey: `sha256:${digest}`, repeatWithinMs: digestRepeatMs };
}
