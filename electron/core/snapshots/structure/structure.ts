// What differs between two looks at a table's fields and name, as changes in the normal form.
import { z } from 'zod';
import type { Chip, FieldChange } from '#shared/event';
import type { BoundTables } from '../../sources/bound-source';
import { withPlainText } from '../../sources/plain';
import type { ChangeDraft, FieldSchema, Labels, TableRef } from '../../sources/source';

const field = z
  .object({
    id: z.string(),
    label: z.object({
      name: z.string(),
      type: z.union([z.string(), z.number()]).optional(),
      property: z.unknown().optional(),
    }),
  })
  .transform(
    ({ id, label: { name, type, property } }): FieldSchema => ({
      id,
      label: { name, property, ...(type === undefined ? {} : { type }) },
    }),
  );

/** As the body of a comparison has it. */
export const structure = z.object({
  name: z.string(),
  /** Where it is another now. */
  formerName: z.string().optional(),
  /** The table was not there before; its fields are not told one by one. */
  isNew: z.boolean().optional(),
  /** null before: it is new; null after: it is gone. */
  fields: z.array(z.object({ before: field.nullable(), after: field.nullable() })),
});
export type Structure = z.infer<typeof structure>;

interface Look {
  readonly name: string;
  readonly fields: readonly FieldSchema[];
}

/** @returns null where nothing differs, or one of the looks saw no fields: no table is without any */
export function compareStructure(known: Look, found: Look): Structure | null {
  if (known.fields.length === 0 || found.fields.length === 0) return null;
  const latter = new Map(found.fields.map((one) => [one.id, one]));
  const former = new Map(known.fields.map((one) => [one.id, one]));
  const ids = [...new Set([...latter.keys(), ...former.keys()])];
  const fields = ids.flatMap((id) => {
    const [before, after] = [former.get(id) ?? null, latter.get(id) ?? null];
    return before && after && isSame(before, after) ? [] : [{ before, after }];
  });
  const isRenamed = known.name !== '' && found.name !== '' && known.name !== found.name;
  if (fields.length === 0 && !isRenamed) return null;
  return { name: found.name, fields, ...(isRenamed ? { formerName: known.name } : {}) };
}

const isSame = (a: FieldSchema, b: FieldSchema): boolean =>
  JSON.stringify([a.label.name, a.label.type, a.label.property]) ===
  JSON.stringify([b.label.name, b.label.type, b.label.property]);

/** @param deliveryId tells a change from the same one a day later */
export function structureDrafts(
  table: TableRef,
  { name, formerName, isNew, fields }: Structure,
  tables: Pick<BoundTables, 'definition' | 'tableLink'>,
  labels: Labels,
  deliveryId: string,
): readonly ChangeDraft[] {
  const { baseId, tableId } = table;
  const base = labels.base(baseId);
  const link = tables.tableLink?.(table);
  const draft = (
    subject: 'field' | 'table',
    action: ChangeDraft['action'],
    changes: readonly FieldChange[],
    id: string,
  ): ChangeDraft =>
    withPlainText({
      base: { id: baseId, ...(base ? { name: base } : {}) },
      table: { id: tableId, ...(name === '' ? {} : { name }) },
      record: null,
      subject,
      action,
      changes,
      count: 1,
      actor: { kind: 'unknown' },
      occurredAt: null,
      certainty: 'derived',
      ...(link === undefined ? {} : { link }),
      identity: [baseId, tableId, subject, action, id, deliveryId],
    });
  if (isNew) return [draft('table', 'created', [nameChange('', name)], '')];
  return [
    ...(formerName === undefined
      ? []
      : [draft('table', 'updated', [nameChange(formerName, name)], '')]),
    ...fields.flatMap(({ before, after }) => {
      const { id } = after ?? before ?? { id: '' };
      const changes = tables.definition?.(before, after) ?? definitionChanges(before, after);
      const action = before === null ? 'created' : after === null ? 'deleted' : 'updated';
      return changes.length === 0 ? [] : [draft('field', action, changes, id)];
    }),
  ];
}

const nameChange = (before: string, after: string): FieldChange => ({
  field: { id: 'name', name: 'name', type: 'definition' },
  ...(before === '' ? {} : { before }),
  beforeText: before,
  after,
  afterText: after,
});

interface Property {
  readonly value: unknown;
  readonly text: string;
  readonly chips?: readonly Chip[];
}

/** Name, type and options, for sources that do not word them on their own. */
function definitionChanges(
  before: FieldSchema | null,
  after: FieldSchema | null,
): readonly FieldChange[] {
  const { id, label } = after ?? before ?? { id: '', label: { name: '' } };
  const [former, latter] = [propertiesOf(before), propertiesOf(after)];
  return [...new Set([...latter.keys(), ...former.keys()])].flatMap((property): FieldChange[] => {
    const [was, is] = [former.get(property), latter.get(property)];
    if ((was?.text ?? '') === (is?.text ?? '')) return [];
    return [
      {
        field: {
          id: `${id}.${property}`,
          name: label.name === '' ? property : `${label.name} · ${property}`,
          type: 'definition',
        },
        ...sideOf('before', was),
        ...sideOf('after', is),
      },
    ];
  });
}

const sideOf = (side: 'before' | 'after', property: Property | undefined) => ({
  ...(property ? { [side]: property.value } : {}),
  [`${side}Text`]: property?.text ?? '',
  ...(property?.chips?.length ? { [`${side}Chips`]: property.chips } : {}),
});

const withOptions = z.object({
  options: z.array(z.object({ text: z.string(), color: z.string().optional() })),
});

function propertiesOf(one: FieldSchema | null): ReadonlyMap<string, Property> {
  const properties = new Map<string, Property>();
  if (!one) return properties;
  const { name, type, property } = one.label;
  if (name !== '') properties.set('name', { value: name, text: name });
  if (type !== undefined) properties.set('type', { value: type, text: String(type) });
  const options = withOptions.safeParse(property).data?.options;
  if (options) {
    const chips = options.map(({ text, color }) => (color ? { text, color } : { text }));
    properties.set('options', {
      value: options,
      text: chips.map(({ text }) => text).join(', '),
      chips,
    });
  }
  return properties;
}
