// One cell as the read calls give it, in the same words as the events' other encoding of the same value.
import { z } from 'zod';
import { namedIds } from '#shared/named-by-id';
import type { CellText, FieldSchema, Links } from '../../source';
import type { Person } from '../events/payload';
import { fieldType } from '../field-types';
import { chipsOf, type FieldView, sayCell, viewField } from './cells';
import { createDateText } from './date-text';

/** A formula or lookup: a list of values of the type it results in. */
const computed = z.object({ type: z.number(), value: z.unknown() });

const text = z.string().nullish().catch(null);
/** https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/bitable-v1/app-table-record/bitable-record-data-structure-overview */
const people = z.array(z.object({ id: text, name: text, en_name: text }));

/** The read calls name people where they occur. */
const nobody = { person: () => undefined };

/** @param value an option's name, ms of an instant, people with their names, or the content as plain JSON */
export function showCell(value: unknown, { label }: FieldSchema): CellText {
  const field = viewField(label);
  const type = field.type === undefined ? {} : { type: field.type };
  if (value === undefined || value === null || value === '') return { text: '', ...type };
  const chips = chipsOf(value, field);
  return { text: sayValue(value, field), ...type, ...(chips ? { chips } : {}) };
}

/** Ids of people, groups and options, also where a formula or lookup results in them. */
export function refsIn(value: unknown): readonly string[] | null {
  const result = computed.safeParse(value).data;
  return namedIds(result ? result.value : value, 'id');
}

const linkedTable = z.object({ table_id: z.string().min(1) });
const ids = z.array(z.string().min(1));
/** As events and as reads have it, of today and of before. */
const linkedRows = z.union([
  ids,
  z.object({ link_record_ids: ids }).transform(({ link_record_ids: found }) => found),
  z
    .array(z.object({ record_ids: ids }))
    .transform((parts) => parts.flatMap(({ record_ids: found }) => found)),
]);

/** Links name the rows of the other table by their ids alone. */
export function linksIn(value: unknown, { label }: FieldSchema): Links | null {
  if (fieldType(label.type, undefined) !== 'record-link') return null;
  const table = linkedTable.safeParse(label.property).data;
  const rows = linkedRows.safeParse(value).data;
  return table && rows && rows.length > 0 ? { tableId: table.table_id, ids: rows } : null;
}

function sayValue(value: unknown, field: FieldView): string {
  const result = computed.safeParse(value).data;
  if (result) {
    const inner = { ...field, type: fieldType(result.type, undefined) };
    const values = Array.isArray(result.value) ? result.value : [result.value];
    // Segments of one text, and people, are one value; numbers and instants are said one by one.
    return values.every((one) => typeof one === 'object')
      ? sayValue(values, inner)
      : values.map((one) => sayValue(one, inner)).join(', ');
  }
  const users = field.type === 'person' ? peopleIn(value) : [];
  const dates = createDateText({ chosen: undefined, otherwise: here() });
  return sayCell({ value, users }, field, nobody, dates);
}

function peopleIn(value: unknown): readonly Person[] {
  const read = people.safeParse(Array.isArray(value) ? value : [value]);
  return (read.data ?? []).map(({ id, name, en_name }) => ({
    user_id: id ? { open_id: id } : null,
    name,
    en_name,
  }));
}

/** Where a field event has told of the field since its schema was read, it says nothing of the zone. */
const here = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
