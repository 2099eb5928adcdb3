// The payload of a Kdocs callback: a thin envelope, of which only two forms are documented.
import { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';
import { parseJson, shapeProblem } from '../json';
import type { Delivery } from '../source';

const content = z.record(z.string(), z.unknown());
export type Content = z.infer<typeof content>;

const event = z.object({
  timestamp: z.union([z.number(), z.string()]).nullish().catch(null),
  content: content.nullish().catch(null),
});

/** https://developer.kdocs.cn/server/dbt/webhook-record-create.html; `webhook_id` is empty there, and not needed. */
const payload = z
  .object({
    type: z.string().nullish().catch(null),
    events: z.array(event).nullish(),
  })
  .refine((value) => value.type || value.events, { error: 'neither `type` nor `events`' });
export type Payload = z.infer<typeof payload>;

/** @returns the payload, or what is wrong with the body: `not-json`, `not-utf8`, `too-deep` or `unknown-shape` */
export function parse(delivery: Delivery): Result<Payload, Problem> {
  const json = parseJson(delivery.body);
  if (!json.ok) return json;
  const checked = payload.safeParse(json.value);
  return checked.success ? ok(checked.data) : err(shapeProblem(checked.error));
}

/**
 * ms since 1970. The unit is not documented, and the printed sample (16788920) fits none: ten digits are read as
 * seconds, twelve and thirteen as milliseconds.
 * @returns null for everything else
 */
export function momentOf(timestamp: number | string | null | undefined): number | null {
  const time =
    typeof timestamp === 'string' && timestamp.trim() !== '' ? Number(timestamp) : timestamp;
  if (typeof time !== 'number' || !(time >= 1e9 && time < 1e14)) return null;
  return Math.round(time < 1e11 ? time * 1000 : time);
}

const one = z.union([
  z.string().min(1),
  z.number().transform(String),
  z
    .object({ id: z.union([z.string().min(1), z.number().transform(String)]) })
    .transform((x) => x.id),
]);

/**
 * Ids in a callback's content, in whatever form they come: text or number, one or a list, plain or as objects.
 * @param names members that may hold them, the likeliest first
 */
export function idsIn(found: Content, names: readonly string[]): readonly string[] {
  for (const name of names) {
    const value = found[name];
    const listed = (Array.isArray(value) ? value : [value]).flatMap((item) => {
      const id = one.safeParse(item);
      return id.success ? [id.data] : [];
    });
    if (listed.length > 0) return [...new Set(listed)];
  }
  return [];
}

/** Records touched, for a callback that is too large to name them. */
export function countIn(found: Content): number | null {
  const count = z.number().int().positive().safeParse(found.count);
  return count.success ? count.data : null;
}
