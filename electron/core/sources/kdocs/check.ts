// Kdocs signs nothing and gives no secret: the unguessable address is the check. Probes are answered, the rest is kept.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '../json';
import type { Answer, Delivery, SourceContext, Verdict } from '../source';
import type { Config, Target } from './config';
import { type Occurrence, occurrencesOf } from './occurrences';
import { parse } from './parse';

const done: Answer = { status: 200, json: { code: 0 } };
const repeatWindowMs = 10 * 60_000;

/** A probe of the sibling platform, to be echoed: https://open.wps.cn (event subscription). */
const challenge = z.object({ challenge: z.string(), events: z.undefined().optional() });

export function check(delivery: Delivery, context: SourceContext<Config, Target>): Verdict {
  if (isBlank(delivery.body)) return { kind: 'reply', answer: done };
  const json = parseJson(delivery.body);
  if (json.ok) {
    const probe = challenge.safeParse(json.value);
    if (probe.success) {
      return { kind: 'reply', answer: { status: 200, json: { challenge: probe.data.challenge } } };
    }
    if (isEmptyObject(json.value)) return { kind: 'reply', answer: done };
  }
  const payload = parse(delivery);
  const told = payload.ok ? occurrencesOf(payload.value, context) : [];
  return {
    kind: 'accept',
    answer: done,
    repeatKey: createHash('sha256').update(delivery.body).digest('hex'),
    repeatWithinMs: repeatWithin(told, context),
  };
}

/** The same bytes may be a second change: a timestamp of the service counts seconds at best. */
function repeatWithin(
  told: readonly Occurrence[],
  { secrets }: SourceContext<Config, Target>,
): number | null {
  if (told.length === 0) return repeatWindowMs;
  // Where rows are read, a repeat finds nothing new and does no harm; a change taken for one would be missed.
  const isRead = Boolean(secrets.accessToken);
  if (isRead && told.every(({ kind }) => kind.subject === 'record')) return 0;
  return told.every(({ distinct }) => distinct) ? null : repeatWindowMs;
}

function isBlank(body: Uint8Array): boolean {
  return body.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.keys(value).length === 0
    : false;
}
