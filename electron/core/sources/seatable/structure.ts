// Columns and tables that come, go, or get another name, type or options, as operations tell it.
import { z } from 'zod';
import type { Action, Chip, FieldChange } from '#shared/event';
import type { ChangeDraft, FieldSchema, Labels } from '../source';
import { digestOf } from './changes';
import { plainUuid } from './config';
import type { Operation } from './entry';
import { linkTo } from './link';
import { column } from './metadata';
import { isEmpty } from './shapes';
import { type About, actorOf } from './side';

const text = z.string().min(1);
const settings = z.record(z.string(), z.unknown());
/** The members of a column that are told; the rest of it is layout. */
const told = column.partial();
type Told = z.output<typeof told>;

interface Change {
  readonly subject: 'field' | 'table';
  readonly action: Action;
  readonly tableId: string;
  readonly tableName?: string;
  readonly columnKey?: string;
  /** null: not told; an empty one: it was not there. */
  readonly before: Told | null;
  readonly after: Told | null;
}

/** The forms are those of the vendor's own tests: https://github.com/seatable/openapi (tests/test_websocket.py). */
const ofColumn = z.object({ table_id: text, column_key: text });
const forms = {
  insert_column: z
    .object({ table_id: text, column_data: column })
    .transform(({ table_id, column_data }) => [added(table_id, column_data)]),
  insert_columns: z
    .object({ table_id: text, insert_columns: z.array(column) })
    .transform((one) => one.insert_columns.map((each) => added(one.table_id, each))),
  delete_column: ofColumn
    .extend({ old_column: told.nullish().catch(null) })
    .transform((one) => [
      { ...field(one), action: 'deleted' as const, before: one.old_column ?? null, after: {} },
    ]),
  rename_column: ofColumn
    .extend({ new_column_name: text, old_column_name: text.nullish().catch(null) })
    .transform((one) => [
      edited(one, one.old_column_name ? { name: one.old_column_name } : null, {
        name: one.new_column_name,
      }),
    ]),
  modify_column_type: ofColumn
    .extend({ new_column: told, old_column: told.nullish().catch(null) })
    .transform((one) => [edited(one, one.old_column ?? null, one.new_column)]),
  modify_column_data: ofColumn
    .extend({
      column_data: z.unknown().optional(),
      new_column_data: z.unknown().optional(),
      old_column_data: z.unknown().optional(),
    })
    .transform((one) => [
      edited(one, one.old_column_data === undefined ? null : { data: one.old_column_data }, {
        data: one.column_data ?? one.new_column_data,
      }),
    ]),
  insert_table: z
    .object({ table_data: z.object({ _id: text, name: z.string() }) })
    .transform(({ table_data: { _id, name } }) => [
      { ...table(_id, name), action: 'created' as const, before: {}, after: { name } },
    ]),
  rename_table: z
    .object({ table_id: text, table_name: text })
    .transform(({ table_id, table_name: name }) => [
      { ...table(table_id, name), action: 'updated' as const, before: null, after: { name } },
    ]),
  delete_table: z
    .object({ table_id: text, table_name: z.string().nullish().catch(null) })
    .transform(({ table_id, table_name: name }) => [
      {
        ...table(table_id, name ?? ''),
        action: 'deleted' as const,
        before: name ? { name } : null,
        after: {},
      },
    ]),
} satisfies Record<string, z.ZodType<readonly Change[]>>;

const formOf: ReadonlyMap<string, z.ZodType<readonly Change[]>> = new Map(Object.entries(forms));

const field = (one: z.output<typeof ofColumn>) => ({
  subject: 'field' as const,
  tableId: one.table_id,
  columnKey: one.column_key,
});

function added(tableId: string, after: z.output<typeof column>): Change {
  return { subject: 'field', action: 'created', tableId, columnKey: after.key, before: {}, after };
}

function edited(one: z.output<typeof ofColumn>, before: Told | null, after: Told): Change {
  return { ...field(one), action: 'updated', before, after };
}

const table = (tableId: string, tableName: string) => ({
  subject: 'table' as const,
  tableId,
  tableName,
});

/** Whether names and settings of columns and tables are others after it. */
export const changesStructure = ({ op_type: type }: Operation): boolean =>
  formOf.has(type) || /^(insert|delete|rename|modify|update)_(column|table)/.test(type);

/** Whether it should tell of a column or a table, and is of a form that is not known. */
export const isOddStructure = (operation: Operation): boolean =>
  formOf.get(operation.op_type)?.safeParse(operation).success === false;

/** @returns none for another operation, one that changes nothing a person reads in a cell, and one of a form that is not known */
export function structureDrafts(
  operation: Operation,
  about: About,
  labels: Labels,
): readonly ChangeDraft[] {
  const found = formOf.get(operation.op_type)?.safeParse(operation).data ?? [];
  return found.flatMap((change) => draftOf(change, operation, about, labels) ?? []);
}

function draftOf(
  change: Change,
  operation: Operation,
  about: About,
  labels: Labels,
): ChangeDraft | null {
  const { subject, action, tableId, columnKey } = change;
  const name = columnKey
    ? (change.after?.name ?? change.before?.name ?? labels.field(tableId, columnKey)?.name)
    : undefined;
  const changes = changesOf(change, name);
  if (changes.length === 0) return null;
  const baseId = plainUuid(about.uuid);
  const base = labels.base(baseId);
  const tableName = change.tableName || labels.table(tableId);
  const address = linkTo(about.config, about.place, tableId, null);
  return {
    base: { id: baseId, ...(base ? { name: base } : {}) },
    table: { id: tableId, ...(tableName ? { name: tableName } : {}) },
    record: null,
    subject,
    action,
    changes,
    count: 1,
    actor: actorOf(about, labels),
    occurredAt: about.occurredAt,
    certainty: 'stated',
    ...(address === undefined ? {} : { link: address }),
    identity: [
      baseId,
      tableId,
      columnKey ?? null,
      operation.op_type,
      digestOf([change.before, change.after]),
      about.occurredAt ?? about.deliveryId,
    ],
  };
}

/** One change a property, the name first; the field's own name in front, since a person knows it by that. */
function changesOf(
  change: Pick<Change, 'action' | 'before' | 'after' | 'columnKey'>,
  name: string | undefined,
): readonly FieldChange[] {
  const { before, after, columnKey } = change;
  const [old, now] = [propertiesOf(before), propertiesOf(after)];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((property): FieldChange[] => {
    const [was, is] = [old.get(property), now.get(property)];
    // Of a column that stays, what is told on one side only is not known on the other.
    if (change.action === 'updated' && before !== null && !(was && is)) return [];
    if (was && is && was.text === is.text) return [];
    const id = columnKey ? `${columnKey}.${property}` : property;
    return [
      {
        field: {
          id,
          name: name === undefined ? property : `${name} · ${property}`,
          type: 'definition',
        },
        ...(before === null ? {} : sideOf('before', was)),
        ...(after === null ? {} : sideOf('after', is)),
      },
    ];
  });
}

/** What two looks at a column differ in, in the words in which operations are told. */
export function definitionChanges(
  before: FieldSchema | null,
  after: FieldSchema | null,
): readonly FieldChange[] {
  const { id, label } = after ?? before ?? { id: '', label: { name: '' } };
  const action = before === null ? 'created' : after === null ? 'deleted' : 'updated';
  const change = { action, columnKey: id, before: seen(before), after: seen(after) } as const;
  return changesOf(change, label.name || undefined);
}

function seen(one: FieldSchema | null): Told {
  if (!one) return {};
  const { name, type, property: data } = one.label;
  return { name, ...(typeof type === 'string' ? { type } : {}), data };
}

interface Property {
  readonly value: unknown;
  readonly text: string;
  readonly chips?: readonly Chip[];
}

const sideOf = (side: 'before' | 'after', property: Property | undefined) => ({
  ...(property ? { [side]: property.value } : {}),
  [`${side}Text`]: property?.text ?? '',
  ...(property?.chips?.length ? { [`${side}Chips`]: property.chips } : {}),
});

/** What of a column a person reads in its cells: its name, type, options and format. */
function propertiesOf(side: Told | null): ReadonlyMap<string, Property> {
  const properties = new Map<string, Property>();
  const { name, type, data } = side ?? {};
  if (name) properties.set('name', { value: name, text: name });
  if (type) properties.set('type', { value: type, text: type });
  const { options, format } = settings.safeParse(data).data ?? {};
  const listed = optionList.safeParse(options).data;
  if (listed) {
    const chips = listed.map(({ name: option, color }) =>
      color && /^#[0-9a-f]{6}$/i.test(color) ? { text: option, color } : { text: option },
    );
    properties.set('options', {
      value: options,
      text: chips.map((chip) => chip.text).join(', '),
      chips,
    });
  }
  if (typeof format === 'string' && !isEmpty(format)) {
    properties.set('format', { value: format, text: format });
  }
  return properties;
}

const optionList = z.array(z.object({ name: z.string(), color: z.string().nullish().catch(null) }));
