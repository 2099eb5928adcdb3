// What is known about a table's columns: asked of the labels by title, since NocoDB's bodies carry titles and no ids.
import { z } from 'zod';
import type { Chip, FieldType } from '#shared/event';
import type { LabelFact, Labels } from '../source';

/** NocoDB's `uidt`, folded into the common vocabulary. */
const fieldTypes: Readonly<Record<string, FieldType>> = {
  SingleLineText: 'text',
  UUID: 'text',
  Colour: 'text',
  LongText: 'long-text',
  JSON: 'long-text',
  Number: 'number',
  Decimal: 'number',
  Year: 'number',
  Percent: 'percent',
  Currency: 'currency',
  Rating: 'rating',
  Checkbox: 'checkbox',
  Date: 'date',
  DateTime: 'date-time',
  CreatedTime: 'date-time',
  LastModifiedTime: 'date-time',
  Time: 'text',
  Duration: 'duration',
  SingleSelect: 'single-select',
  MultiSelect: 'multi-select',
  User: 'person',
  Collaborator: 'person',
  CreatedBy: 'person',
  LastModifiedBy: 'person',
  Attachment: 'attachment',
  LinkToAnotherRecord: 'record-link',
  Links: 'record-link',
  URL: 'url',
  Email: 'email',
  PhoneNumber: 'phone',
  GeoData: 'location',
  Geometry: 'location',
  Formula: 'formula',
  Rollup: 'formula',
  Lookup: 'formula',
  Count: 'formula',
  AutoNumber: 'auto-number',
  ID: 'auto-number',
};

const hidden = new Set([
  ...['ID', 'ForeignKey', 'Order', 'Meta', 'Deleted'],
  ...['CreatedTime', 'LastModifiedTime', 'CreatedBy', 'LastModifiedBy'],
  // These draw or run something; their text is another column's.
  ...['QrCode', 'Barcode', 'Button'],
]);

const computed = new Set(['Formula', 'Rollup', 'Lookup', 'Count']);

/** How NocoDB titles the columns it adds itself; `nc_` starts those it makes for links and its own bookkeeping. */
const systemTitle = /^(id|created_?at|updated_?at|created_?by|updated_?by)$|^nc_/i;

const property = z.object({
  columnId: z.string(),
  pk: z.boolean(),
  pv: z.boolean(),
  system: z.boolean(),
  currency: z.string().optional(),
  options: z.array(z.object({ text: z.string(), color: z.string().optional() })).optional(),
});
type Property = z.output<typeof property>;

export interface Column {
  readonly title: string;
  /** The column's id where known, else its title. */
  readonly id: string;
  /** NocoDB's type; null while the table's columns are not known. */
  readonly uidt: string | null;
  readonly type: FieldType | null;
  readonly primaryKey: boolean;
  readonly primaryValue: boolean;
  /** Kept by NocoDB itself. */
  readonly system: boolean;
  readonly hidden: boolean;
  readonly computed: boolean;
  readonly currency: string | null;
  readonly options: readonly Chip[];
}

/** Bodies name columns by title, so each column is learned under its id and under this. */
const byTitle = (title: string) => `title:${title}`;

export function columnOf(labels: Labels, tableId: string, title: string): Column {
  const label = labels.field(tableId, byTitle(title));
  const known = property.safeParse(label?.property);
  if (label === undefined || !known.success) {
    return {
      title,
      id: title,
      uidt: null,
      type: null,
      primaryKey: /^id$/i.test(title),
      primaryValue: false,
      system: systemTitle.test(title),
      hidden: systemTitle.test(title),
      computed: false,
      currency: null,
      options: [],
    };
  }
  const { columnId, pk, pv, system, currency, options } = known.data;
  const uidt = String(label.type ?? '');
  return {
    title,
    id: columnId,
    uidt,
    type: fieldTypes[uidt] ?? 'other',
    primaryKey: pk,
    primaryValue: pv,
    system,
    hidden: system || hidden.has(uidt) || (pk && !pv),
    computed: computed.has(uidt),
    currency: currency ?? null,
    options: (options ?? []).map(({ text, color }) => (color ? { text, color } : { text })),
  };
}

/** @param about the column's `property`, in the form `columnOf` reads back */
export function columnFacts(
  tableId: string,
  column: { readonly title: string; readonly uidt: string; readonly about: Property },
): readonly LabelFact[] {
  const label = { name: column.title, type: column.uidt, property: column.about };
  return [column.about.columnId, byTitle(column.title)].map((id) => ({
    kind: 'field' as const,
    tableId,
    id,
    label,
  }));
}
