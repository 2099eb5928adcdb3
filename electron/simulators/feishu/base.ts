// A simulated base that is edited as a person does; every change tells the event that the service would send.
import type { Chance } from '../chance';
import {
  type Content,
  eventCell,
  type Option,
  type Person,
  propertyOf,
  type SimulatedField,
} from './values';

export interface SimulatedRecord {
  readonly id: string;
  readonly cells: Map<string, Content>;
  createdAt: number;
  changedAt: number;
  createdBy: string;
  changedBy: string;
}
/** One entry of a record's history: a version of its table, and what was done to the record in it. */
interface PastVersion {
  readonly recordId: string;
  readonly rev: number;
  readonly operator: string;
  /** ms since 1970. */
  readonly at: number;
  readonly activity: 'create' | 'update' | 'delete';
  readonly fields: readonly { readonly id: string; readonly name: string; readonly type: number }[];
}
export interface SimulatedTable {
  readonly id: string;
  name: string;
  revision: number;
  fields: SimulatedField[];
  readonly records: Map<string, SimulatedRecord>;
  /** Of all records, the oldest first. */
  readonly past: PastVersion[];
}

/** What the service sends of one change. */
export interface Told {
  readonly type: string;
  readonly event: Readonly<Record<string, unknown>>;
}

/** Cells by field name; options and people by their names too. */
type Entry = Readonly<Record<string, Content>>;

export interface SimulatedBase {
  readonly token: string;
  name: string;
  readonly timeZone: string;
  /** With it, rows are shown to managers alone. */
  advanced: boolean;
  /** Whether the app has the right to manage. */
  managed: boolean;
  readonly people: readonly Person[];
  readonly tables: readonly SimulatedTable[];
  /** The one that is edited. */
  table(): SimulatedTable;
  /** Which nobody is told of. From then on it is the one that is edited. */
  addTable(table: SimulatedTable): void;
  /** Takes the table away that is edited; the first one is edited from then on. */
  removeTable(): void;
  addRecords(entries: readonly Entry[]): readonly string[];
  edit(recordId: string, entry: Entry): void;
  /** Several records in one event. */
  editAll(edits: readonly (readonly [recordId: string, entry: Entry])[]): void;
  remove(recordIds: readonly string[]): void;
  /** The next change is this person's. */
  as(name: string): void;
  renameField(name: string, to: string): void;
  /** Any change of a field's definition. */
  changeField(name: string, change: (field: SimulatedField) => void): void;
  addOption(field: string, name: string): void;
  rename(title: string): void;
  /** Edits that nobody is told of. */
  quietly(work: () => void): void;
}

export interface BaseNeeds {
  readonly chance: Chance;
  readonly now: () => number;
  readonly people: readonly Person[];
  readonly tell: (base: SimulatedBase, told: Told) => void;
}

export function createBase(
  { chance, now, people, tell }: BaseNeeds,
  described: { readonly token: string; readonly name: string; readonly table: SimulatedTable },
): SimulatedBase {
  const tables = [described.table];
  let { table } = described;
  let isQuiet = false;
  let author = people[0]?.openId ?? '';

  const fieldNamed = (name: string): SimulatedField => {
    const field = table.fields.find((one) => one.name === name);
    if (!field) throw new Error(`no field ${name}`);
    return field;
  };
  const recordOf = (id: string): SimulatedRecord => {
    const record = table.records.get(id);
    if (!record) throw new Error(`no record ${id}`);
    return record;
  };

  /** A person types names; ids are kept. */
  function contentFor(field: SimulatedField, typed: Content): Content {
    const names = typeof typed === 'string' ? [typed] : Array.isArray(typed) ? typed : null;
    if (names === null || typed === '') return typed;
    if (field.type === 3 || field.type === 4) {
      return names.map((name) => field.options?.find((one) => one.name === name)?.id ?? name);
    }
    if (field.type === 11) {
      return names.map((name) => people.find((one) => one.name === name)?.openId ?? name);
    }
    return typed;
  }

  function send(type: string, more: Readonly<Record<string, unknown>>): void {
    table.revision += 1;
    const by = author;
    author = chance.pick(people).openId;
    if (isQuiet) return;
    const ids = (openId: string) => ({
      open_id: openId,
      union_id: `on_${openId.slice(3)}`,
      user_id: '',
    });
    const about = { file_type: 'bitable', file_token: described.token };
    tell(base, {
      type: `drive.file.${type}`,
      event: {
        ...about,
        operator_id: ids(by),
        subscriber_id_list: [ids(people[0]?.openId ?? '')],
        ...more,
      },
    });
    if (!type.startsWith('bitable_')) return;
    // Every change of a base is told a second time, without saying what it is.
    tell(base, {
      type: 'drive.file.edit_v1',
      event: { ...about, operator_id_list: [ids(by)], subscriber_id_list: [] },
    });
  }

  /** Formulas and lookups change by themselves, and are in no history. */
  function remember(
    recordId: string,
    activity: PastVersion['activity'],
    names: Iterable<string>,
  ): void {
    const fields = [...names]
      .map(fieldNamed)
      .filter(({ type }) => type !== 19 && type !== 20)
      .map(({ id, name, type }) => ({ id, name, type }));
    const rev = table.revision + 1;
    table.past.push({ recordId, rev, operator: author, at: now(), activity, fields });
  }

  const sendRecords = (action_list: readonly unknown[]) =>
    send('bitable_record_changed_v1', {
      table_id: table.id,
      revision: table.revision + 1,
      action_list,
      update_time: Math.floor(now() / 1000),
    });

  const cellsOf = (cells: ReadonlyMap<string, Content>) =>
    [...cells].flatMap(([name, content]) => eventCell(fieldNamed(name), content, people) ?? []);

  function editOne(id: string, entry: Entry): unknown {
    const record = recordOf(id);
    const before = new Map<string, Content>();
    const after = new Map<string, Content>();
    for (const [name, typed] of Object.entries(entry)) {
      before.set(name, record.cells.get(name) ?? null);
      after.set(name, contentFor(fieldNamed(name), typed));
      record.cells.set(name, contentFor(fieldNamed(name), typed));
    }
    remember(id, 'update', after.keys());
    record.changedAt = now();
    record.changedBy = author;
    return {
      record_id: id,
      action: 'record_edited',
      before_value: cellsOf(before),
      after_value: cellsOf(after),
    };
  }

  function changeField(field: SimulatedField, work: () => void): void {
    const definition = () => ({
      id: field.id,
      name: field.name,
      type: field.type,
      description: '',
      property: propertyOf(field) ?? {},
    });
    const before_value = definition();
    work();
    send('bitable_field_changed_v1', {
      table_id: table.id,
      revision: table.revision + 1,
      action_list: [
        { action: 'field_edited', field_id: field.id, before_value, after_value: definition() },
      ],
      update_time: Math.floor(now() / 1000),
    });
  }

  const base: SimulatedBase = {
    token: described.token,
    name: described.name,
    timeZone: 'Asia/Shanghai',
    advanced: false,
    managed: true,
    people,
    tables,
    table: () => table,
    addTable(added) {
      tables.push(added);
      table = added;
    },
    removeTable() {
      tables.splice(tables.indexOf(table), 1);
      table = tables[0] ?? described.table;
    },
    as(name) {
      author = people.find((one) => one.name === name)?.openId ?? author;
    },
    changeField(name, change) {
      const field = fieldNamed(name);
      changeField(field, () => change(field));
    },
    addRecords(entries) {
      const actions = entries.map((entry) => {
        const cells = new Map(
          Object.entries(entry).map(([name, typed]) => [name, contentFor(fieldNamed(name), typed)]),
        );
        const id = `rec${chance.id(10)}`;
        const at = now();
        const by = author;
        const times = { createdAt: at, changedAt: at, createdBy: by, changedBy: by };
        table.records.set(id, { id, cells, ...times });
        remember(id, 'create', cells.keys());
        return { record_id: id, action: 'record_added', after_value: cellsOf(cells) };
      });
      sendRecords(actions);
      return actions.map((one) => one.record_id);
    },
    edit: (id, entry) => sendRecords([editOne(id, entry)]),
    editAll: (edits) => sendRecords(edits.map(([id, entry]) => editOne(id, entry))),
    remove(ids) {
      const actions = ids.map((record_id) => {
        const { cells } = recordOf(record_id);
        remember(record_id, 'delete', []);
        table.records.delete(record_id);
        return { record_id, action: 'record_deleted', before_value: cellsOf(cells) };
      });
      sendRecords(actions);
    },
    renameField(name, to) {
      const field = fieldNamed(name);
      changeField(field, () => {
        field.name = to;
        for (const { cells } of table.records.values()) {
          const content = cells.get(name);
          if (content === undefined) continue;
          cells.delete(name);
          cells.set(to, content);
        }
      });
    },
    addOption(name, option) {
      const field = fieldNamed(name);
      const added: Option = { id: `opt${chance.id(8)}`, name: option, color: 3 };
      changeField(field, () => {
        field.options = [...(field.options ?? []), added];
      });
    },
    rename(title) {
      base.name = title;
      send('title_updated_v1', {});
    },
    quietly(work) {
      isQuiet = true;
      try {
        work();
      } finally {
        isQuiet = false;
      }
    },
  };
  return base;
}
