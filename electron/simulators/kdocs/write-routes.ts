// Writing through the API: records, fields, tables and views.
import { z } from 'zod';
import type { KdocsDocument } from './document';
import { errors } from './errors';
import { recordForm, shownRecord } from './record-view';
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

const cells = z.record(z.string(), z.unknown());
/** Items as `{"id": …}` or as plain ids: the pages on deleting are those of the sibling family `ksheet`. */
const idList = z.array(
  z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]),
);
const field = z.object({
  name: z.string(),
  type: z.string().optional(),
  items: z.array(z.object({ value: z.string() })).optional(),
});
const view = z.object({ name: z.string(), type: z.string().optional() });

const bodies = {
  newRecords: z.object({ records: z.array(z.object({ fields: cells })).min(1) }),
  records: z.object({ records: z.array(z.object({ id: z.string(), fields: cells })).min(1) }),
  recordIds: z.object({ records: idList.min(1) }),
  newFields: z.object({ fields: z.array(field).min(1) }),
  fields: z.object({ fields: z.array(z.object({ id: z.string(), name: z.string() })).min(1) }),
  fieldIds: z.object({ fields: idList.min(1) }),
  newSheet: z.object({
    name: z.string(),
    fields: z.array(field).min(1),
    views: z.array(view).optional(),
  }),
  newView: view,
};

type InSheet<Body> = (document: KdocsDocument, sheet: Sheet, body: Body, ask: GrantedAsk) => Answer;

/**
 * Printed: POST and PUT of records, PUT of fields, POST of tables (https://developer.kdocs.cn/server/dbt/create-records.html,
 * …/update-records.html, …/update-fields.html, …/create-dbt.html). Inferred from https://developer.kdocs.cn/server/ksheet/
 * delete-dbt.html and delete-fields.html: the deletions. The rest goes on in their manner. Replies are not printed.
 */
export function writeRoutes(world: World): readonly TokenRoute[] {
  const { oddities } = world;
  const done = (data: Readonly<Record<string, unknown>> = {}) => detail(data, oddities);
  const base = '/api/v1/openapi/dbt/:fileToken/sheets';
  const place = { kind: 'token', scope: 'edit_personal_files', group: 'data' } as const;
  const edited = (document: KdocsDocument, work: () => Answer) =>
    oddities.apiEditsFire ? work() : document.quietly(work);

  /** A call on one table, whose body must have a shape. */
  function inSheet<Body>(
    name: TokenRoute['name'],
    method: TokenRoute['method'],
    path: string,
    shape: z.ZodType<Body>,
    work: InSheet<Body>,
  ): TokenRoute {
    return {
      ...place,
      name,
      method,
      path: `${base}/:sheetId${path}`,
      handle: (ask) =>
        withSheet(world, ask, (document, sheet) => {
          const body = shape.safeParse(ask.body);
          return body.success
            ? edited(document, () => work(document, sheet, body.data, ask))
            : refusal(errors.argumentInvalid, oddities);
        }),
    };
  }
  const shown = (sheet: Sheet, ids: readonly string[]) =>
    ids.map((id) => shownRecord(sheet, id, recordForm(false, ''), oddities));
  const lacksField = (sheet: Sheet, rows: readonly { fields: Record<string, unknown> }[]) =>
    rows.some((row) => Object.keys(row.fields).some((key) => !sheet.fieldOf(key)));

  return [
    inSheet('records.create', 'POST', '/records', bodies.newRecords, (document, sheet, body) => {
      if (lacksField(sheet, body.records)) return refusal(errors.fieldNotFound, oddities);
      const ids = document.addRecords(
        sheet.id,
        body.records.map((record) => record.fields),
      );
      return done({ records: shown(sheet, ids) });
    }),
    inSheet('records.update', 'PUT', '/records', bodies.records, (document, sheet, body) => {
      if (lacksField(sheet, body.records)) return refusal(errors.fieldNotFound, oddities);
      const ids = body.records.map(({ id }) => id);
      if (ids.some((id) => !sheet.records.has(id))) return refusal(errors.recordNotFound, oddities);
      document.updateRecords(sheet.id, body.records);
      return done({ records: shown(sheet, ids) });
    }),
    inSheet('records.delete', 'DELETE', '/records', bodies.recordIds, (document, sheet, body) => {
      const gone = new Set(document.deleteRecords(sheet.id, body.records));
      return done({ records: body.records.map((id) => ({ id, deleted: gone.has(id) })) });
    }),
    inSheet('fields.create', 'POST', '/fields', bodies.newFields, (document, sheet, body) =>
      done({ fields: document.addFields(sheet.id, body.fields.map(definitionOf)) }),
    ),
    inSheet('fields.update', 'PUT', '/fields', bodies.fields, (document, sheet, body) => {
      if (body.fields.some(({ id }) => !sheet.fields.has(id))) {
        return refusal(errors.fieldNotFound, oddities);
      }
      for (const { id, name } of body.fields) document.renameField(sheet.id, id, name);
      return done({ fields: body.fields });
    }),
    inSheet('fields.delete', 'DELETE', '/fields', bodies.fieldIds, (document, sheet, body) => {
      for (const id of body.fields) document.removeField(sheet.id, id);
      return done();
    }),
    inSheet('views.create', 'POST', '/views', bodies.newView, (document, sheet, body) =>
      done({ view: document.addView(sheet.id, definitionOf(body)) }),
    ),
    inSheet('views.delete', 'DELETE', '/views/:viewId', z.unknown(), (document, sheet, _, ask) => {
      document.removeView(sheet.id, ask.params.viewId ?? '');
      return done();
    }),
    inSheet('sheets.delete', 'DELETE', '', z.unknown(), (document, sheet) => {
      document.removeSheet(sheet.id);
      return done();
    }),
    {
      ...place,
      name: 'sheets.create',
      method: 'POST',
      path: base,
      handle: (ask) =>
        withDocument(world, ask, (document) => {
          const body = bodies.newSheet.safeParse(ask.body);
          if (!body.success) return refusal(errors.argumentInvalid, oddities);
          const { name, fields, views = [] } = body.data;
          const { id } = document.addSheet({
            name,
            fields: fields.map(definitionOf),
            views: views.map(definitionOf),
          });
          return done({ sheet: { id, name } });
        }),
    },
  ];
}

/** Without the members that are not there. */
function definitionOf(given: z.infer<typeof field> | z.infer<typeof view>) {
  const items = 'items' in given ? given.items : undefined;
  return {
    name: given.name,
    ...(given.type === undefined ? {} : { type: given.type }),
    ...(items === undefined ? {} : { items: items.map(({ value }) => value) }),
  };
}
