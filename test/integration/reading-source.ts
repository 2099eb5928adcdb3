// A service whose deliveries are read by one version of the app after the other: the first has faults, the next mends them.
import { z } from 'zod';
import { defineSource, type Source } from '#core/sources/bind';
import type { ChangeDraft, Tables } from '#core/sources/source';
import { err, ok } from '#shared/result';

const words = (text: string) => ({ en: text, 'zh-CN': text, fr: text });

const body = z.object({
  no: z.number(),
  at: z.number(),
  changes: z.array(
    z.object({
      row: z.string(),
      action: z.enum(['created', 'updated', 'deleted']),
      cells: z.record(z.string(), z.tuple([z.string(), z.string()])),
    }),
  ),
});
export type SaidBody = z.infer<typeof body>;
type SaidChange = SaidBody['changes'][number];

/** How a version reads; what is left out is right. */
export interface Reading {
  readonly reading: number;
  /** Changes of the delivery as this version takes them. */
  readonly take?: (changes: readonly SaidChange[]) => readonly SaidChange[];
  readonly draft?: (draft: ChangeDraft, place: number) => ChangeDraft;
  readonly cannot?: (said: SaidBody) => boolean;
  readonly tables?: Tables<Record<string, never>, Readonly<Record<string, unknown>>>;
  /** Every delivery that is read. */
  readonly onRead?: (no: number) => void;
}

export function readingSource(how: Reading): Source {
  const config = z.record(z.string(), z.never());
  return defineSource<z.output<typeof config>, Readonly<Record<string, unknown>>, SaidBody>({
    reading: how.reading,
    info: {
      id: 'seatable',
      name: words('Stand-in'),
      terms: { base: words('base'), table: words('table'), field: words('field') },
      form: [],
      baseMember: null,
      targetForm: [],
      steps: [],
      events: [],
      abilities: { push: true, beforeValues: 'stated', actor: false, deletedContent: false },
      notes: {},
      limit: words('none'),
      limits: [],
      documentation: 'https://example.com',
    },
    config,
    secrets: [],
    checkedBy: [],
    readBy: [],
    target: z.record(z.string(), z.unknown()),
    check: ({ body: bytes }) => ({
      kind: 'accept',
      answer: { status: 200 },
      repeatKey: Buffer.from(bytes).toString(),
      repeatWithinMs: null,
    }),
    parse({ body: bytes }) {
      const said = body.parse(JSON.parse(Buffer.from(bytes).toString()));
      how.onRead?.(said.no);
      return how.cannot?.(said) ? err({ code: 'not-json' }) : ok(said);
    },
    normalise(said, _delivery, _context, labels) {
      const changes = how.take?.(said.changes) ?? said.changes;
      return changes.map((change, place) => {
        const draft = draftOf(said, change, (id) => labels.field('t1', id)?.name ?? id);
        return how.draft?.(draft, place) ?? draft;
      });
    },
    ...(how.tables ? { tables: how.tables } : {}),
  });
}

const draftOf = (
  { no, at }: SaidBody,
  { row, action, cells }: SaidChange,
  nameOf: (id: string) => string,
): ChangeDraft => ({
  base: { id: 'b1', name: 'CRM' },
  table: { id: 't1', name: 'Deals' },
  record: { id: row, title: `Deal ${row}` },
  subject: 'record',
  action,
  changes: Object.entries(cells).map(([id, [before, after]]) => ({
    field: { id, name: nameOf(id) },
    before,
    after,
    beforeText: before,
    afterText: after,
  })),
  count: 1,
  actor: { kind: 'person', id: 'p1', name: 'Zoé' },
  occurredAt: at,
  certainty: 'stated',
  identity: [row, action, no, at],
});

/** One edited row. */
export const said = (
  no: number,
  row: string,
  at: number,
  cells: SaidChange['cells'],
): SaidBody => ({
  no,
  at,
  changes: [{ row, action: 'updated', cells }],
});
