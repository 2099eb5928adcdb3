// The normal form: one change of one record, field, table, view or base, whatever service it came from.
import { z } from 'zod';
import { type SourceId, sourceIds } from './services';

export type { SourceId };
export const sourceId = z.enum(sourceIds);

/** The field types of all services, folded into one vocabulary; a page picks its rendering by it. */
const fieldTypes = [
  'text',
  'long-text',
  'number',
  'percent',
  'currency',
  'rating',
  'checkbox',
  'date',
  'date-time',
  'duration',
  'single-select',
  'multi-select',
  'person',
  'attachment',
  'record-link',
  'url',
  'email',
  'phone',
  'location',
  'formula',
  'auto-number',
  'definition', // a property of a field itself (its name, type, options), in events with subject `field`
  'other',
] as const;
export type FieldType = (typeof fieldTypes)[number];

const named = z.object({ id: z.string(), name: z.string().optional() });

/** An option of a select field as the service shows it. `color` is `#rrggbb`. */
const chip = z.object({ text: z.string(), color: z.string().optional() });
export type Chip = z.infer<typeof chip>;

const fieldChange = z.object({
  field: z.object({
    id: z.string(),
    name: z.string().optional(),
    type: z.enum(fieldTypes).optional(),
  }),
  /** The service's own value, decoded from JSON but not reshaped; absent when the service did not say. */
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  /** What a person reads. `''` means the cell is empty; absent means the value is not known. */
  beforeText: z.string().optional(),
  afterText: z.string().optional(),
  /** Select options with their colours, for fields of a select type. */
  beforeChips: z.array(chip).readonly().optional(),
  afterChips: z.array(chip).readonly().optional(),
});
export type FieldChange = z.infer<typeof fieldChange>;

export const subjects = ['record', 'field', 'table', 'view', 'base'] as const;
export const actions = ['created', 'updated', 'deleted'] as const;
const origins = ['push', 'live', 'catch-up', 'replay'] as const;
export type Origin = (typeof origins)[number];

export const changeEvent = z.object({
  /** Made from the content of the change, so that the same change by two roads is one event. */
  id: z.string(),
  /** Order of storing, rising by one; the page's and the CLI's cursor. */
  seq: z.number().int(),
  /** The same for all events of one delivery. */
  batchId: z.string(),
  source: sourceId,
  connectionId: z.string(),
  subscriptionId: z.string().nullable(),
  base: named,
  table: named.nullable(),
  view: named.optional(),
  record: z.object({ id: z.string(), title: z.string().optional() }).nullable(),
  subject: z.enum(subjects),
  action: z.enum(actions),
  changes: z.array(fieldChange).readonly(),
  /** Titles by id, as they were known when it was told, of the records that the values link to by their ids alone. */
  linked: z.record(z.string(), z.string()).optional(),
  /** Records touched; more than one only when the service gives no ids. */
  count: z.number().int().positive(),
  actor: z.object({
    kind: z.enum(['person', 'api', 'automation', 'unknown']),
    id: z.string().optional(),
    name: z.string().optional(),
  }),
  /** ms since 1970 by the service's clock; null when it does not say. */
  occurredAt: z.number().nullable(),
  /**
   * Which change of its table it is, as the service counts them, the later the greater: of those that the service's clock puts into
   * one moment, it tells which came first. Absent where the service does not count.
   */
  order: z.number().int().nonnegative().optional(),
  /** ms since 1970 by this machine's clock. */
  receivedAt: z.number(),
  /** Of a derived change: when the reading that found it, begun at `receivedAt`, had its answer. */
  readAt: z.number().optional(),
  origin: z.enum(origins),
  /** In the payload | worked out from a snapshot | only "something changed". */
  certainty: z.enum(['stated', 'derived', 'hint']),
  /** https address of the record, or of its table, at the service. */
  link: z.string().optional(),
  deliveryId: z.string(),
});
export type ChangeEvent = z.infer<typeof changeEvent>;
export type Subject = ChangeEvent['subject'];
export type Action = ChangeEvent['action'];
export type Actor = ChangeEvent['actor'];
