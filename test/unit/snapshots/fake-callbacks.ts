// What the service with tables in memory says of its changes, and what is read out of that.
import { z } from 'zod';
import type { ChangeDraft, Labels } from '#core/sources/source';
import type { Action } from '#shared/event';

export const told = z.object({
  table: z.string(),
  action: z.enum(['created', 'updated', 'deleted']),
  ids: z.array(z.string()).optional(),
  count: z.number().optional(),
  at: z.number().optional(),
  field: z.string().optional(),
  /** Values are stated: by field, before and after; `no` tells one change from another. */
  stated: z
    .object({
      no: z.number(),
      cells: z.record(z.string(), z.tuple([z.string(), z.string()])),
    })
    .optional(),
});
export type ToldBody = z.infer<typeof told>;

export function draftsOf(
  { table, action, ids, count, at, field, stated }: ToldBody,
  deliveryId: string,
  base: string,
  labels: Labels,
): readonly ChangeDraft[] {
  const draft = (record: string | null, index: number): ChangeDraft => ({
    base: { id: base },
    table: { id: table },
    record: record === null ? null : { id: record },
    subject: 'record',
    action: action satisfies Action,
    changes: [],
    count: record === null ? (count ?? 1) : 1,
    actor: { kind: 'unknown' },
    occurredAt: at ?? null,
    certainty: 'hint',
    identity: [deliveryId, index],
  });
  if (stated) {
    const changes = Object.entries(stated.cells).map(([id, [beforeText, afterText]]) => ({
      field: { id },
      ...(action === 'created' ? {} : { beforeText }),
      afterText,
    }));
    const identity = [stated.no];
    return (ids ?? []).map((id) => ({ ...draft(id, 0), changes, certainty: 'stated', identity }));
  }
  if (field !== undefined) {
    const name = labels.field(table, field)?.name;
    return [
      {
        ...draft(null, 0),
        subject: 'field',
        changes: [{ field: { id: field, type: 'definition', ...(name ? { name } : {}) } }],
      },
    ];
  }
  return ids ? ids.map(draft) : [draft(null, 0)];
}
