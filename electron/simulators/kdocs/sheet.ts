// One data table: fields, views and records, with ids that are unique within it.
import { createShortIds } from './ids';

/** A cell's value as the service gives it: text, number, boolean, list or object. */
export type Cell = unknown;
export type Row = Readonly<Record<string, Cell>>;

interface FieldItem {
  readonly id: string;
  readonly value: string;
}
export interface Field {
  readonly id: string;
  name: string;
  readonly type: string;
  /** Options of `SingleSelect` and `MultiSelect`. */
  readonly items: FieldItem[];
}
export interface View {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

export interface FieldDefinition {
  readonly id?: string;
  readonly name: string;
  /** `SingleLineText` by default; https://developer.kdocs.cn/server/dbt/create-dbt.html */
  readonly type?: string;
  readonly items?: readonly string[];
}
export interface ViewDefinition {
  readonly id?: string;
  readonly name: string;
  /** `grid` (default), `kanban`, `gallery`. */
  readonly type?: string;
}
export interface SheetDefinition {
  readonly id?: number;
  readonly name: string;
  readonly icon?: string;
  readonly description?: string;
  /** The first is the primary field. */
  readonly fields: readonly FieldDefinition[];
  readonly views?: readonly ViewDefinition[];
  /** Cells by field name or id. */
  readonly rows?: readonly Row[];
}

/** Cells of one record that changed. */
export interface CellsOfRecord {
  readonly recordId: string;
  readonly fieldIds: readonly string[];
}

export type Sheet = ReturnType<typeof createSheet>;

const isEmpty = (value: Cell) => value === undefined || value === null || value === '';
const isSame = (a: Cell, b: Cell) =>
  (isEmpty(a) && isEmpty(b)) || JSON.stringify(a) === JSON.stringify(b);

export function createSheet(id: number, definition: SheetDefinition) {
  const fields = new Map<string, Field>();
  const views = new Map<string, View>();
  const records = new Map<string, Map<string, Cell>>();
  /** Every id ever given out, with its place in the order of creation. */
  const ranks = new Map<string, number>();
  const nextField = createShortIds((one) => fields.has(one));
  const nextView = createShortIds((one) => views.has(one));
  const nextRecord = createShortIds((one) => ranks.has(one));

  /** By name first, then by id, as people and the API's samples write it. */
  const fieldOf = (key: string): Field | undefined =>
    [...fields.values()].find(({ name }) => name === key) ?? fields.get(key);

  /** An option is kept as its text, and one that is new joins the list, as when a person types it. */
  function kept(field: Field, value: Cell): Cell {
    if (field.type === 'MultiSelect' && Array.isArray(value)) {
      return value.map((one) => option(field, one));
    }
    return field.type === 'SingleSelect' && !isEmpty(value) ? option(field, value) : value;
  }
  function option(field: Field, given: Cell): string {
    const text = String(given);
    const known = field.items.find(({ id: itemId, value }) => value === text || itemId === text);
    if (known) return known.value;
    addItem(field, text);
    return text;
  }
  function addItem(field: Field, value: string): void {
    const taken = new Set(field.items.map((item) => item.id));
    field.items.push({ id: createShortIds((one) => taken.has(one))(), value });
  }

  function write(cells: Map<string, Cell>, row: Row): string[] {
    return Object.entries(row).flatMap(([key, value]) => {
      const field = fieldOf(key);
      if (!field) throw new Error(`no field ${key} in table ${id}`);
      const next = kept(field, value);
      const isChange = !isSame(cells.get(field.id), next);
      if (isEmpty(next)) cells.delete(field.id);
      else cells.set(field.id, next);
      return isChange ? [field.id] : [];
    });
  }

  const sheet = {
    id,
    name: definition.name,
    icon: definition.icon ?? '',
    description: definition.description ?? '',
    fields,
    views,
    records,
    fieldOf,
    /** Place in the order of creation, also of a record that is gone. */
    rankOf: (recordId: string) => ranks.get(recordId),
    primaryFieldId: '',

    addField({ id: wished, name, type = 'SingleLineText', items = [] }: FieldDefinition): Field {
      const field: Field = { id: wished ?? nextField(), name, type, items: [] };
      for (const value of items) addItem(field, value);
      fields.set(field.id, field);
      return field;
    },
    removeField(fieldId: string): void {
      fields.delete(fieldId);
      for (const cells of records.values()) cells.delete(fieldId);
    },
    addView({ id: wished, name, type = 'grid' }: ViewDefinition): View {
      const view = { id: wished ?? nextView(), name, type };
      views.set(view.id, view);
      return view;
    },
    /** An id is never given out twice. */
    addRecord(row: Row): CellsOfRecord {
      const recordId = nextRecord();
      ranks.set(recordId, ranks.size);
      const cells = new Map<string, Cell>();
      const fieldIds = write(cells, row);
      records.set(recordId, cells);
      return { recordId, fieldIds };
    },
    /** @returns the fields whose value is another now, or undefined where there is no such record */
    updateRecord(recordId: string, row: Row): readonly string[] | undefined {
      const cells = records.get(recordId);
      return cells && write(cells, row);
    },
  };

  for (const field of definition.fields) sheet.addField(field);
  sheet.primaryFieldId = [...fields.keys()][0] ?? '';
  for (const view of definition.views ?? [{ name: '表格视图' }]) sheet.addView(view);
  for (const row of definition.rows ?? []) sheet.addRecord(row);
  return sheet;
}
