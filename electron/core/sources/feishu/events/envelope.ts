// Tells the envelopes apart: the check of a new address, version 2.0, and the older 1.0.
import { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';
import { shapeProblem } from '../../json';
import { momentMs } from '../server/moment';

// https://open.larksuite.com/document/ukTMukTMukTM/uUTNz4SN1MjL1UzM (both versions of the envelope)
const challenge = z.object({
  type: z.literal('url_verification'),
  challenge: z.string(),
  token: z.string().nullish(),
});
const version2 = z.object({
  header: z.object({
    event_type: z.string().min(1),
    event_id: z.string().nullish(),
    create_time: z.union([z.string(), z.number()]).nullish(),
    token: z.string().nullish(),
  }),
  event: z.unknown(),
});
const version1 = z.object({
  uuid: z.string().nullish(),
  ts: z.union([z.string(), z.number()]).nullish(),
  token: z.string().nullish(),
  event: z.looseObject({ type: z.string().min(1) }),
});
const anyObject = z.record(z.string(), z.unknown());

export interface EventEnvelope {
  readonly kind: 'event';
  /** `event_id` or, in version 1.0, `uuid`: the service's own key against repeats. */
  readonly eventId: string | null;
  readonly type: string;
  readonly token: string;
  /** When it was sent; ms since 1970. */
  readonly sentAt: number | null;
  readonly event: unknown;
}
export type Envelope =
  | { readonly kind: 'challenge'; readonly challenge: string; readonly token: string }
  | EventEnvelope;

/** @returns the envelope, or `unknown-shape` with the member that differs */
export function readEnvelope(json: unknown): Result<Envelope, Problem> {
  const object = anyObject.safeParse(json);
  if (!object.success) return err(shapeProblem(object.error));
  if (object.data.type === 'url_verification') {
    const read = challenge.safeParse(json);
    if (!read.success) return err(shapeProblem(read.error));
    return ok({
      kind: 'challenge',
      challenge: read.data.challenge,
      token: read.data.token ?? '',
    });
  }
  return object.data.type === 'event_callback' ? readVersion1(json) : readVersion2(json);
}

function readVersion2(json: unknown): Result<Envelope, Problem> {
  const read = version2.safeParse(json);
  if (!read.success) return err(shapeProblem(read.error));
  const { header, event } = read.data;
  return ok({
    kind: 'event',
    eventId: header.event_id || null,
    type: header.event_type,
    token: header.token ?? '',
    sentAt: momentMs(header.create_time),
    event,
  });
}

function readVersion1(json: unknown): Result<Envelope, Problem> {
  const read = version1.safeParse(json);
  if (!read.success) return err(shapeProblem(read.error));
  const { uuid, ts, token, event } = read.data;
  return ok({
    kind: 'event',
    eventId: uuid || null,
    type: event.type,
    token: token ?? '',
    sentAt: momentMs(ts),
    event,
  });
}
