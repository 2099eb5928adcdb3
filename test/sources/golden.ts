// Golden deliveries: the exact bytes a service sends, and what must become of them. One JSON file each.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Source } from '#core/sources/bind';
import type { BoundSource } from '#core/sources/bound-source';
import type { ChangeDraft, Delivery } from '#core/sources/source';
import type { Problem, Result } from '#shared/result';
import { createLabelBook } from './label-book';

const label = z.union([
  z.object({ kind: z.enum(['base', 'table', 'person']), id: z.string(), name: z.string() }),
  z.object({
    kind: z.literal('field'),
    tableId: z.string(),
    id: z.string(),
    label: z
      .object({
        name: z.string(),
        type: z.union([z.string(), z.number()]).exactOptional(),
        property: z.unknown().optional(),
        primary: z.boolean().exactOptional(),
      })
      .nullable(),
  }),
]);

const expected = z.strictObject({
  verdict: z.strictObject({
    kind: z.enum(['accept', 'reply', 'reject']),
    status: z.number(),
    json: z.unknown().optional(),
    reason: z.string().optional(),
  }),
  /** Code of the problem that parsing ends with. */
  issue: z.string().optional(),
  /** The changes, without their identity. */
  events: z.array(z.unknown()).optional(),
});
export type Expected = z.infer<typeof expected>;

const golden = z
  .strictObject({
    about: z.string().min(1),
    context: z.strictObject({
      config: z.record(z.string(), z.unknown()),
      secrets: z.record(z.string(), z.string()),
      target: z.record(z.string(), z.unknown()),
    }),
    /** ms since 1970 at which the delivery arrives. */
    now: z.number(),
    labels: z.array(label).default([]),
    channel: z.enum(['push', 'live', 'catch-up']).default('push'),
    headers: z.record(z.string().regex(/^[^A-Z]*$/, 'lower-case header names'), z.string()),
    body: z.string().optional(),
    bodyBase64: z.string().optional(),
    /** Left out in a new file: the test then tells what came, to be judged and copied. */
    expect: expected.exactOptional(),
  })
  .refine((file) => (file.body === undefined) !== (file.bodyBase64 === undefined), {
    message: 'exactly one of body and bodyBase64',
  });

export interface Golden extends z.infer<typeof golden> {
  readonly name: string;
}

const here = fileURLToPath(new URL('.', import.meta.url));

/** @returns the golden deliveries of a source, by name; none when it has no folder */
export function goldenOf(sourceId: string): readonly Golden[] {
  const folder = join(here, sourceId, 'deliveries');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const checked = golden.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
      if (!checked.success) {
        throw new Error(`${sourceId}/${file}: ${z.prettifyError(checked.error)}`);
      }
      return { ...checked.data, name: file.replace(/\.json$/, '') };
    });
}

export function bodyOf({ body, bodyBase64 }: Golden): Uint8Array {
  return body === undefined ? Buffer.from(bodyBase64 ?? '', 'base64') : Buffer.from(body, 'utf8');
}

export function deliveryOf(file: Golden, body: Uint8Array = bodyOf(file)): Delivery {
  const { channel, headers, name, now } = file;
  return { id: `delivery of ${name}`, channel, receivedAt: now, headers, body };
}

export function bindGolden(source: Source, { context, name }: Golden): BoundSource {
  const bound = source.bind({ connectionId: 'connection', ...context });
  if (!bound.ok) throw new Error(`${source.id}/${name}: ${JSON.stringify(bound.error)}`);
  return bound.value;
}

/** What becomes of a golden delivery, whatever its check says. */
export function readGolden(
  source: Source,
  file: Golden,
  delivery = deliveryOf(file),
): Result<readonly ChangeDraft[], Problem> {
  return bindGolden(source, file).read(delivery, createLabelBook(file.labels));
}

/** A draft as a golden file writes it: through JSON, without what tells the core how to treat it. */
export function written({ identity: _, near: __, isEmpty: ___, ...draft }: ChangeDraft): unknown {
  return JSON.parse(JSON.stringify(draft));
}
