// A service with tables in memory: its callbacks name records only, and its rows can be read page by page.
import { z } from 'zod';
import { defineSource, type Source } from '#core/sources/bind';
import type {
  History,
  Planner,
  Recent,
  Row,
  SourceAdapter,
  TableSchema,
} from '#core/sources/source';
import { err, ok, type Problem } from '#shared/result';
import { draftsOf, type ToldBody, told } from './fake-callbacks';

type Cells = Readonly<Record<string, unknown>>;

/**
 * By counting rows; by a cursor that stands behind the last row, or else counts; by a cursor of a list that was made for the
 * first page; in the order of ids, from the last one on.
 */
export type Paging = 'offset' | 'token' | 'pinned' | 'ids';

export interface FakeService {
  readonly source: Source;
  /** Rows of a table, in the order of its pages. */
  table(id: string): Map<string, Cells>;
  remove(tableId: string): void;
  /** Fields of all tables; `name` is the primary one. */
  fields: readonly string[];
  /** Those of them that the service works out by itself. */
  computed: readonly string[];
  pageSize: number;
  atOnce: number;
  /** What every call answers while set. */
  failing: Problem | null;
  /** Runs before each answer, after the service has looked: what happens meanwhile. */
  meanwhile: () => Promise<void> | void;
  readonly calls: string[];
  /** Cursors never come to an end. */
  repeating: boolean;
  /** Pages come without rows, though there are some. */
  blank: boolean;
  /** How pages follow one another. */
  paging: Paging;
  /** Rows asked for by name are never found. */
  deaf: boolean;
  /** Rows that are gone, asked for by name, get no answer. */
  unnamed: boolean;
  /** Calls of a day that reading may take. */
  limit: number | null;
  /** When rows were changed last, by table and row: any numbers that rise. */
  readonly times: Map<string, number>;
  /** Of a service that keeps a log, which has nothing in it: whether that reaches back far enough. */
  reachesBack: boolean;
}

const words = { en: 'Fake', 'zh-CN': 'Fake', fr: 'Fake' };
const config = z.object({ base: z.string() });
const target = z.object({ tableId: z.string().optional() });
type Target = z.infer<typeof target>;

interface FakeAbilities {
  /** What changed lately can be asked for. */
  readonly tellsTimes?: boolean;
  /** It has a log of its own. */
  readonly keepsLog?: boolean;
  /** Watches take hooks, for which all tables are read at once; else fields come with those tables alone that are asked for. */
  readonly plansHooks?: boolean;
}

export function createFakeService({
  tellsTimes = false,
  keepsLog = false,
  plansHooks = true,
}: FakeAbilities = {}): FakeService {
  const tables = new Map<string, Map<string, Cells>>();
  const service: FakeService = {
    source: defineSource(adapterOf(() => service)),
    table(id) {
      const rows = tables.get(id) ?? new Map<string, Cells>();
      tables.set(id, rows);
      return rows;
    },
    remove: (tableId) => void tables.delete(tableId),
    fields: ['name', 'stage'],
    computed: [],
    pageSize: 100,
    atOnce: 10,
    failing: null,
    meanwhile: () => {},
    calls: [],
    repeating: false,
    blank: false,
    paging: 'offset',
    deaf: false,
    unnamed: false,
    limit: 10_000,
    times: new Map(),
    reachesBack: true,
  };
  return service;

  function adapterOf(
    the: () => FakeService,
  ): SourceAdapter<z.infer<typeof config>, Target, ToldBody> {
    const rowsOf = (tableId: string): Row[] =>
      [...(tables.get(tableId) ?? [])].map(([id, cells]) => ({ id, cells }));
    const answer = async <T>(call: string, value: () => T) => {
      the().calls.push(call);
      const seen = value();
      await the().meanwhile();
      const { failing } = the();
      return failing ? err(failing) : ok(seen);
    };
    const timeOf = (tableId: string, rowId: string) => the().times.get(`${tableId} ${rowId}`) ?? 0;
    const recent: Recent<z.infer<typeof config>> = {
      mark: (_access, { tableId }) =>
        answer('mark', () =>
          String(Math.max(0, ...rowsOf(tableId).map(({ id }) => timeOf(tableId, id)))),
        ),
      since: (_access, { tableId }, mark) =>
        answer('since', () => ({
          rows: rowsOf(tableId).filter(({ id }) => timeOf(tableId, id) > Number(mark)),
          next: null,
        })),
      count: (_access, { tableId }) => answer('count', () => rowsOf(tableId).length),
      ids: (_access, { tableId }) =>
        answer('ids', () => ({ ids: rowsOf(tableId).map(({ id }) => id), next: null })),
    };
    const history: History<z.infer<typeof config>, Target> = {
      head: async () => ok('0'),
      since: async (_access, _targets, cursor) =>
        ok({ bodies: [], cursor: `${cursor}1`, more: false, complete: the().reachesBack }),
    };
    const planner: Planner<Target> = {
      watch: z.never(),
      limit: 10,
      hooks: () => [],
      comparedKinds: ['deleted'],
    };
    return {
      info: {
        id: 'kdocs',
        name: words,
        terms: { base: words, table: words, field: words },
        form: [],
        baseMember: 'base',
        targetForm: [],
        steps: [],
        events: [],
        abilities: {
          push: true,
          beforeValues: 'compared',
          actor: false,
          deletedContent: 'compared',
        },
        notes: {},
        limit: words,
        limits: [],
        documentation: 'https://example.com',
      },
      reading: 1,
      config,
      secrets: [],
      checkedBy: [],
      readBy: [],
      target,
      check: () => ({
        kind: 'accept',
        answer: { status: 200 },
        repeatKey: '',
        repeatWithinMs: null,
      }),
      parse: (delivery) => ok(told.parse(JSON.parse(Buffer.from(delivery.body).toString()))),
      normalise: (body, delivery, context, labels) =>
        draftsOf(body, delivery.id, context.config.base, labels),
      tables: {
        of: ({ base }, { tableId }) => (tableId ? { baseId: base, tableId } : null),
        schema: (_access, _baseId, wanted) =>
          answer('schema', () =>
            [...tables.keys()].map(
              (id): TableSchema => ({
                id,
                name: `Table ${id}`,
                fields: (wanted?.includes(id) === false ? [] : the().fields).map((field) => ({
                  id: field,
                  label: { name: field.toUpperCase(), type: 'text', primary: field === 'name' },
                })),
                views: [],
              }),
            ),
          ),
        page: (_access, { tableId }, cursor) =>
          answer('page', () => {
            if (the().blank) return { rows: [], next: null };
            const { rows, next } = pageOf(the(), rowsOf(tableId), cursor);
            return { rows, next: the().repeating ? '0' : next };
          }),
        some: async (_access, { tableId }, ids) => {
          const found = await answer('some', () =>
            the().deaf ? [] : rowsOf(tableId).filter(({ id }) => ids.includes(id)),
          );
          const isRefused = the().unnamed && found.ok && found.value.length < ids.length;
          return isRefused
            ? err({ code: 'service-answer', params: { host: 'x', status: 400 } })
            : found;
        },
        ...(tellsTimes ? { recent } : {}),
        get pageSize() {
          return the().pageSize;
        },
        get atOnce() {
          return the().atOnce;
        },
        limit: () => the().limit,
        cell: (value, { id }) => ({
          text: value == null ? '' : String(value),
          type: the().computed.includes(id) ? 'formula' : 'text',
        }),
        link: (_config, table, row) => `https://example.com/${table.tableId}/${row}`,
      },
      ...(plansHooks ? { planner } : {}),
      ...(keepsLog ? { history } : {}),
    };
  }
}

function pageOf(
  { paging, pageSize }: FakeService,
  all: readonly Row[],
  cursor: string | null,
): { readonly rows: readonly Row[]; readonly next: string | null } {
  const place = z.object({ count: z.number(), last: z.string(), pinned: z.array(z.string()) });
  const { count, last, pinned } =
    cursor === null || cursor === '0'
      ? { count: 0, last: '', pinned: all.map(({ id }) => id) }
      : place.parse(JSON.parse(cursor));
  const inOrder = paging === 'ids' ? all.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : all;
  const behind = inOrder.findIndex(({ id }) => id === last) + 1;
  const beyond = inOrder.findIndex(({ id }) => id > last);
  const from = {
    offset: count,
    token: behind > 0 ? behind : count,
    pinned: count,
    ids: beyond < 0 ? inOrder.length : beyond,
  }[paging];
  const list = paging === 'pinned' ? pinned : inOrder.map(({ id }) => id);
  const ids = list.slice(from, from + pageSize);
  const rows = ids.flatMap((id) => all.find((row) => row.id === id) ?? []);
  const next = { count: from + pageSize, last: ids.at(-1) ?? last, pinned };
  return { rows, next: from + pageSize >= list.length ? null : JSON.stringify(next) };
}
