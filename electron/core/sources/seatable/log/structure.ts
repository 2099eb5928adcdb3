// Columns and tables that come, go, or get another name, type or options, as operations tell it.
import { z } from 'zod';
import type { Chip, FieldChange } from '#shared/event';
import type { ChangeDraft, FieldSchema, Labels } from '../../source';
import { digestOf } from '../cells/changes';
import { isEmpty } from '../cells/shapes';
import { plainUuid } from '../config';
import { linkTo } from '../link';
import { type About, actorOf } from '../side';
import type { Entry, Operation } from './entry';
import { type StructureChange, structureChanges, type Told } from './structure-changes';

const settings = z.record(z.string(), z.unknown());

/**
 * @param names the former one of what it renames or removes, where it does not say it itself
 * @returns none for another operation, one that changes nothing a person reads in a cell, and one of a form that is not known
 */
export function structureDrafts(
  { operation, names: { former } }: Pick<Entry, 'operation' | 'names'>,
  about: About,
  labels: Labels,
): readonly ChangeDraft[] {
  return structureChanges(operation).flatMap(
    (change) => draftOf(change, former ?? null, operation, about, labels) ?? [],
  );
}

function draftOf(
  change: StructureChange,
  former: string | null,
  operation: Operation,
  about: About,
  labels: Labels,
): ChangeDraft | null {
  const { subject, action, tableId, columnKey } = change;
  const isKnown = change.before === null && former !== null && former !== change.after?.name;
  const before = isKnown ? { name: former } : change.before;
  const name = columnKey
    ? (change.after?.name ?? before?.name ?? labels.field(tableId, columnKey)?.name)
    : undefined;
  const changes = changesOf({ ...change, before }, name);
  if (changes.length === 0) return null;
  const baseId = plainUuid(about.uuid);
  const base = labels.base(baseId);
  const gone = subject === 'table' && action === 'deleted' ? before?.name : undefined;
  const tableName = change.tableName || gone || labels.table(tableId);
  const address = linkTo(about.config, about.place, tableId, null);
  const content = [
    ...[baseId, tableId, columnKey ?? null, operation.op_type],
    digestOf([change.before, change.after]),
  ];
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
    identity: [...content, about.occurredAt ?? about.deliveryId],
    ...(about.road ? { near: { content, road: about.road } } : {}),
  };
}

/** One change a property, the name first; the field's own name in front, since a person knows it by that. */
function changesOf(
  change: Pick<StructureChange, 'action' | 'before' | 'after' | 'columnKey'>,
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
