// What is known about a table's columns: asked of the labels by title, since NocoDB's bodies carry titles and no ids.
import { z } from 'zod';
import type { Chip, FieldType } from '#shared/event';
import type { FieldLabel, LabelFact, Labels } from '../source';

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
  options: z
    .array(z.object({ text: z.string(), color: z.string().optional(), id: z.string().optional() }))
    .optional(),
  /** As NocoDB writes it: `DD/MM/YYYY`. */
  dateFormat: z.string().optional(),
});

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
  readonly dateFormat: string | null;
  readonly options: readonly Chip[];
  /** Ids of options by their names. */
  readonly optionIds: Readonly<Record<string, string>>;
}

/** Bodies name columns by title, so each column is learned under its id and under this. */
const byTitle = (title: string) => `title:${title}`;

export const columnOf = (labels: Labels, tableId: string, title: string): Column =>
  columnBy(title, labels.field(tableId, byTitle(title)));

/** @param label as `labelOf` makes it; undefined or anything else: nothing is known but the title */
export function columnBy(title: string, label: FieldLabel | undefined): Column {
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
      dateFormat: null,
      options: [],
      optionIds: {},
    };
  }
  const { columnId, pk, pv, system, currency, options, dateFormat } = known.data;
  const uidt = String(label.type ?? '');
  return {
    title,
    id: columnId,
    uidt,
    type: fieldTypes[uidt] ?? 'other',
    primaryKey: pk,
    primaryValue: pv,
    system,
    // What a person knows the row by is shown, whatever it is.
    hidden: (system || hidden.has(uidt) || pk) && !pv,
    computed: computed.has(uidt),
    currency: currency ?? null,
    dateFormat: dateFormat ?? null,
    options: (options ?? []).map(({ text, color }) => (color ? { text, color } : { text })),
    optionIds: Object.fromEntries(
      (options ?? []).flatMap(({ text, id }) => (id ? [[text, id]] : [])),
    ),
  };
}

/** A column as the server describes it. */
export const columnEntry = z.object({ title: z.string(), uidt: z.string(), about: property });
export type ColumnEntry = z.output<typeof columnEntry>;

export const labelOf = ({ title, uidt, about }: ColumnEntry): FieldLabel => ({
  name: title,
  type: uidt,
  property: about,
  primary: about.pv,
});

export const entryColumn = (entry: ColumnEntry): Column => columnBy(entry.title, labelOf(entry));

export const columnFacts = (tableId: string, entry: ColumnEntry): readonly LabelFact[] =>
  [entry.about.columnId, byTitle(entry.title)].map((id) => ({
    kind: 'field' as const,
    tableId,
    id,
    label: labelOf(entry),
  }));
