// A record as a reply shows it: fields by name or id, options by text or id, empty cells or none.
import type { Oddities } from './oddities';
import type { Cell, Field, Sheet } from './sheet';

export interface RecordForm {
  /** Names fields and options by id. https://developer.kdocs.cn/server/dbt/records.html */
  readonly preferId: boolean;
  /** Names or ids, as `preferId` says; empty for all. */
  readonly only: readonly string[];
}

/** @param fields a list, or one text with commas or as JSON; the syntax is not shown on the page */
export function recordForm(preferId: unknown, fields: unknown): RecordForm {
  return {
    preferId: preferId === true || preferId === 'true' || preferId === '1',
    only: namesIn(fields),
  };
}

function namesIn(fields: unknown): readonly string[] {
  if (Array.isArray(fields)) return fields.flatMap(namesIn);
  if (typeof fields !== 'string' || fields === '') return [];
  if (fields.startsWith('[')) {
    try {
      return namesIn(JSON.parse(fields));
    } catch {
      return [];
    }
  }
  return fields.split(',').map((name) => name.trim());
}

export function shownRecord(
  sheet: Sheet,
  recordId: string,
  { preferId, only }: RecordForm,
  { emptyCells, fieldsAs }: Oddities,
) {
  const cells = sheet.records.get(recordId);
  const shown = [...sheet.fields.values()].flatMap((field) => {
    const key = preferId ? field.id : field.name;
    if (only.length > 0 && !only.includes(key)) return [];
    const value = cells?.get(field.id);
    if (value !== undefined) return [[key, preferId ? byId(field, value) : value]];
    return emptyCells === 'omitted' ? [] : [[key, emptyCells === 'null' ? null : '']];
  });
  const fields: unknown = Object.fromEntries(shown);
  return { id: recordId, fields: fieldsAs === 'text' ? JSON.stringify(fields) : fields };
}

/** Options by id, where the value is one. */
function byId(field: Field, value: Cell): Cell {
  if (Array.isArray(value) && field.items.length > 0) return value.map((one) => byId(field, one));
  return field.items.find((item) => item.value === value)?.id ?? value;
}
