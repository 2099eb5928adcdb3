// What a person or a program does at a real NocoDB: makes bases and tables, and adds, changes and deletes rows.

import { z } from 'zod';

const tableShape = z.object({ columns: z.array(z.object({ id: z.string(), title: z.string() })) });
const person = z.object({ id: z.string(), email: z.string() });

interface NocodbColumn {
  readonly title: string;
  /** NocoDB's type, such as `SingleLineText`. */
  readonly uidt: string;
  readonly [member: string]: unknown;
}

export interface NocodbTable {
  readonly id: string;
  readonly title: string;
  readonly baseId: string;
}

type NocodbRow = Readonly<Record<string, unknown>>;

export interface NocodbApi {
  /** Any call with the session's token. Throws on a refusal. */
  call(method: string, path: string, json?: unknown): Promise<unknown>;
  makeToken(): Promise<string>;
  /** @returns its id */
  makeBase(title: string): Promise<string>;
  makeTable(baseId: string, title: string, columns?: readonly NocodbColumn[]): Promise<NocodbTable>;
  addColumn(table: NocodbTable, column: NocodbColumn): Promise<void>;
  columns(table: NocodbTable): Promise<readonly { readonly id: string; readonly title: string }[]>;
  changeColumn(id: string, column: Readonly<Record<string, unknown>>): Promise<void>;
  renameTable(table: NocodbTable, title: string): Promise<void>;
  /** Who is signed in. */
  me(): Promise<{ readonly id: string; readonly email: string }>;
  link(
    table: NocodbTable,
    columnId: string,
    row: number,
    ...others: readonly number[]
  ): Promise<void>;
  /** @returns the new rows' keys */
  insert(table: NocodbTable, ...rows: readonly NocodbRow[]): Promise<readonly number[]>;
  /** Each row names its `Id`, and the cells to change. */
  update(table: NocodbTable, ...rows: readonly NocodbRow[]): Promise<void>;
  remove(table: NocodbTable, ...ids: readonly number[]): Promise<void>;
}

/** A table of opportunities with Chinese names and the commonest types. */
const opportunityColumns: readonly NocodbColumn[] = [
  { title: '客户名称', column_name: 'customer', uidt: 'SingleLineText', pv: true },
  {
    title: '状态',
    column_name: 'state',
    uidt: 'SingleSelect',
    colOptions: {
      options: [
        { title: '待处理', color: '#cfdffe' },
        { title: '已完成', color: '#c2f5e8' },
      ],
    },
  },
  { title: '金额', column_name: 'amount', uidt: 'Number' },
  { title: '已签约', column_name: 'signed', uidt: 'Checkbox' },
  { title: '日期', column_name: 'day', uidt: 'Date', meta: { date_format: 'YYYY-MM-DD' } },
];

/** @param session a session's token */
export function createNocodbApi(url: string, session: string): NocodbApi {
  async function call(method: string, path: string, json?: unknown): Promise<unknown> {
    const response = await fetch(url + path, {
      method,
      headers: { 'xc-auth': session, 'content-type': 'application/json' },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
    return JSON.parse(text);
  }
  const records = (table: NocodbTable) => `/api/v2/tables/${table.id}/records`;
  const columnsPath = (table: NocodbTable) => `/api/v2/meta/tables/${table.id}/columns`;

  return {
    call,
    makeToken: async () =>
      member(await call('POST', '/api/v1/tokens', { description: 'Tablewatch' }), 'token'),
    makeBase: async (title) => member(await call('POST', '/api/v2/meta/bases', { title }), 'id'),
    async makeTable(baseId, title, columns = opportunityColumns) {
      const made = await call('POST', `/api/v2/meta/bases/${baseId}/tables`, {
        title,
        table_name: `t_${Buffer.from(title).toString('hex').slice(0, 24)}`,
        columns,
      });
      return { id: member(made, 'id'), title, baseId };
    },
    async addColumn(table, column) {
      await call('POST', columnsPath(table), column);
    },
    async columns(table) {
      const found = tableShape.parse(await call('GET', `/api/v2/meta/tables/${table.id}`));
      return found.columns;
    },
    async changeColumn(id, column) {
      await call('PATCH', `/api/v2/meta/columns/${id}`, column);
    },
    async renameTable(table, title) {
      await call('PATCH', `/api/v2/meta/tables/${table.id}`, {
        base_id: table.baseId,
        title,
        table_name: title,
      });
    },
    me: async () => person.parse(await call('GET', '/api/v1/auth/user/me')),
    async link(table, columnId, row, ...others) {
      const path = `/api/v2/tables/${table.id}/links/${columnId}/records/${row}`;
      await call(
        'POST',
        path,
        others.map((Id) => ({ Id })),
      );
    },
    async insert(table, ...rows) {
      const made = await call('POST', records(table), rows.length === 1 ? rows[0] : rows);
      return (Array.isArray(made) ? made : [made]).map((row) => Number(row.Id));
    },
    async update(table, ...rows) {
      await call('PATCH', records(table), rows.length === 1 ? rows[0] : rows);
    },
    async remove(table, ...ids) {
      const rows = ids.map((Id) => ({ Id }));
      await call('DELETE', records(table), rows.length === 1 ? rows[0] : rows);
    },
  };
}

function member(value: unknown, name: string): string {
  const found: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof found !== 'string') throw new Error(`NocoDB answered without ${name}`);
  return found;
}
