// Reading tables: schema, records page by page, one record, and the filtered query.
import { z } from 'zod';
import { errors } from './errors';
import { filtered, filterShape } from './record-filter';
import { type RecordForm, recordForm, shownRecord } from './record-view';
import {
  type Answer,
  detail,
  type GrantedAsk,
  refusal,
  type TokenRoute,
  type World,
  withDocument,
  withSheet,
} from './route';
import type { Sheet } from './sheet';

const base = '/api/v1/openapi/dbt/:fileToken';

export function readRoutes(world: World): readonly TokenRoute[] {
  const place = { kind: 'token', scope: 'access_personal_files', group: 'data' } as const;
  return [
    {
      ...place,
      name: 'schemas',
      method: 'GET',
      path: `${base}/schemas`,
      handle: (ask) => schemas(world, ask),
    },
    {
      ...place,
      name: 'records.list',
      method: 'GET',
      path: `${base}/sheets/:sheetId/records`,
      handle: (ask) => list(world, ask),
    },
    {
      ...place,
      name: 'records.get',
      method: 'GET',
      path: `${base}/sheets/:sheetId/records/:recordId`,
      handle: (ask) => one(world, ask),
    },
    {
      ...place,
      // The page asks for the edit scope, for a call that only reads.
      scope: 'edit_personal_files',
      name: 'records.query',
      method: 'POST',
      path: `${base}/sheets/:sheetId/records/complex_query`,
      handle: (ask) => query(world, ask),
    },
  ];
}

/** https://developer.kdocs.cn/server/dbt/schemas.html; its reply is folded away, the shape follows the core API's page. */
function schemas(world: World, ask: GrantedAsk): Answer | Promise<Answer> {
  const { oddities } = world;
  const counted = (count: number) => (oddities.recordsCountPresent ? { recordsCount: count } : {});
  const viewsOf = ({ views, records }: Sheet) =>
    [...views.values()].map((view) => ({ ...view, ...counted(records.size) }));
  return withDocument(world, ask, ({ sheets }) =>
    detail(
      {
        sheets: [...sheets.values()].map((sheet) => ({
          id: sheet.id,
          name: sheet.name,
          // Where the service tells a table's icon and description is not known; these names are a guess.
          icon: sheet.icon,
          description: sheet.description,
          primaryFieldId: sheet.primaryFieldId,
          ...counted(sheet.records.size),
          fields: [...sheet.fields.values()].map(({ items, ...field }) => ({
            ...field,
            ...(items.length > 0 ? { items } : {}),
          })),
          ...(oddities.viewsAt === 'sheet' ? { views: viewsOf(sheet) } : {}),
        })),
        ...(oddities.viewsAt === 'sheet' ? {} : { views: [...sheets.values()].flatMap(viewsOf) }),
      },
      oddities,
    ),
  );
}

interface Paging {
  readonly pageSize?: number | undefined;
  readonly maxRecords?: number | undefined;
  readonly pageNum?: number | undefined;
  readonly offset?: string | undefined;
  readonly viewId?: string | undefined;
}

const defaultPageSize = 100;
const positive = z.coerce.number().int().positive().optional();
const pagingShape = {
  pageSize: positive,
  maxRecords: positive,
  pageNum: z.coerce.number().int().nonnegative().optional(),
  offset: z.string().optional(),
  viewId: z.string().optional(),
  preferId: z.unknown().optional(),
  fields: z.unknown().optional(),
};
const listQuery = z.object(pagingShape);
const queryBody = z.object({ ...pagingShape, filter: filterShape.optional() });

/** https://developer.kdocs.cn/server/dbt/records.html */
function list(world: World, ask: GrantedAsk): Answer | Promise<Answer> {
  return withSheet(world, ask, (_document, sheet) => {
    const entries = [...ask.query.entries()].filter(([, value]) => value !== '');
    const asked = listQuery.safeParse(Object.fromEntries(entries));
    if (!asked.success) return refusal(errors.argumentInvalid, world.oddities);
    const form = recordForm(asked.data.preferId, ask.query.getAll('fields'));
    return page(world, sheet, [...sheet.records.keys()], asked.data, form);
  });
}

function query(world: World, ask: GrantedAsk): Answer | Promise<Answer> {
  return withSheet(world, ask, (_document, sheet) => {
    const asked = queryBody.safeParse(ask.body ?? {});
    if (!asked.success) return refusal(errors.argumentInvalid, world.oddities);
    const ids = asked.data.filter ? filtered(sheet, asked.data.filter) : [...sheet.records.keys()];
    if (!ids) return refusal(errors.argumentInvalid, world.oddities, 'filter');
    const form = recordForm(asked.data.preferId, asked.data.fields);
    return page(world, sheet, ids, asked.data, form);
  });
}

/** The cursor names the last record of the page, so that rows that come and go move nothing. */
const cursorOf = (recordId: string) => Buffer.from(`after:${recordId}`).toString('base64url');
const recordOf = (cursor: string) =>
  Buffer.from(cursor, 'base64url')
    .toString()
    .replace(/^after:/, '');

function page(
  { oddities }: World,
  sheet: Sheet,
  ids: readonly string[],
  paging: Paging,
  form: RecordForm,
): Answer {
  if (paging.viewId && !sheet.views.has(paging.viewId)) {
    return refusal(errors.viewNotFound, oddities);
  }
  const all = ids.slice(0, paging.maxRecords ?? ids.length);
  const size = Math.min(paging.pageSize ?? defaultPageSize, oddities.pageSizeMax);
  const isNumbered = paging.pageNum !== undefined;
  const start =
    paging.pageNum !== undefined
      ? (paging.pageNum - oddities.firstPage) * size
      : placeAfter(sheet, all, paging.offset);
  if (start === undefined || start < 0) return refusal(errors.argumentInvalid, oddities, 'offset');
  const shown = all.slice(start, start + size);
  const last = shown.at(-1);
  const isEnd = isNumbered || last === undefined || start + size >= all.length;
  const repeated = oddities.repeatedOffset && paging.offset;
  return detail(
    {
      records: shown.map((recordId) => shownRecord(sheet, recordId, form, oddities)),
      ...(repeated ? { offset: repeated } : isEnd ? {} : { offset: cursorOf(last) }),
    },
    oddities,
  );
}

/** @returns undefined for a cursor that this table never gave */
function placeAfter(
  sheet: Sheet,
  ids: readonly string[],
  cursor: string | undefined,
): number | undefined {
  if (!cursor) return 0;
  const rank = sheet.rankOf(recordOf(cursor));
  if (rank === undefined) return undefined;
  const place = ids.findIndex((id) => (sheet.rankOf(id) ?? 0) > rank);
  return place === -1 ? ids.length : place;
}

/** https://developer.kdocs.cn/server/dbt/get-records.html; how the reply wraps the record is not shown. */
function one(world: World, ask: GrantedAsk): Answer | Promise<Answer> {
  const { oddities } = world;
  return withSheet(world, ask, (_document, sheet) => {
    const recordId = ask.params.recordId ?? '';
    if (!sheet.records.has(recordId)) return refusal(errors.recordNotFound, oddities);
    const form = recordForm(ask.query.get('preferId'), ask.query.getAll('fields'));
    const record = shownRecord(sheet, recordId, form, oddities);
    const wrapped = { bare: record, record: { record }, records: { records: [record] } };
    return detail(wrapped[oddities.oneRecord], oddities);
  });
}
