// Data tables, fields and views of a document, as the service describes them.
import { z } from 'zod';
import type { Chip } from '#shared/event';
import { ok, type Result } from '#shared/result';
import type { FieldSchema, TableSchema } from '../source';
import { type Access, call, documentPath } from './client';

const id = z.union([z.string().min(1), z.number().transform(String)]);
const text = z.string().nullish().catch(null);
const count = z.number().int().nonnegative().nullish().catch(null);

/** An option of a select; its colour, where there is one, as `#rrggbb`. */
const item = z.object({
  id: id.nullish().catch(null),
  value: z.coerce.string(),
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .nullish()
    .catch(null),
});
/** One that is odd is left out; the others are of use without it. */
const items = z.array(item.nullable().catch(null)).nullish().catch(null);

const field = z.object({ id, name: text, type: z.coerce.string().nullish().catch(null), items });
const view = z.object({ id, name: text, sheetId: id.optional(), sheet_id: id.optional() });
const views = z.array(view).nullish().catch(null);
const sheet = z.object({
  id,
  name: text,
  primaryFieldId: id.nullish().catch(null),
  primary_field_id: id.nullish().catch(null),
  recordsCount: count,
  records_count: count,
  fields: z.array(field).nullish(),
  views,
});
/** The vendor's page prints `views` beside the tables, its own sample within them. */
const schemas = z.object({ sheets: z.array(sheet), views });
type Schemas = z.output<typeof schemas>;
type Sheet = Schemas['sheets'][number];

/** What `FieldLabel.property` holds for a Kdocs field. */
export const property = z.object({
  options: z.array(
    z.object({ id: z.string().optional(), text: z.string(), color: z.string().optional() }),
  ),
});
export interface Option extends Chip {
  readonly id?: string | undefined;
}

/** https://developer.kdocs.cn/server/dbt/schemas.html */
export async function readSchemas(
  access: Access,
  fileToken: string,
): Promise<Result<readonly TableSchema[]>> {
  const answer = await call(access, {
    method: 'GET',
    path: documentPath(fileToken, 'schemas'),
    answer: schemas,
    about: fileToken,
  });
  if (!answer.ok) return answer;
  return ok(answer.value.sheets.map((one) => tableOf(one, answer.value)));
}

function tableOf(one: Sheet, all: Schemas): TableSchema {
  const primary = one.primaryFieldId ?? one.primary_field_id;
  const rows = one.recordsCount ?? one.records_count;
  const beside = (all.views ?? []).filter((each) => {
    const owner = each.sheetId ?? each.sheet_id;
    return owner === undefined ? all.sheets.length === 1 : owner === one.id;
  });
  return {
    id: one.id,
    name: one.name ?? '',
    fields: (one.fields ?? []).map((each) => fieldOf(each, primary)),
    views: [...(one.views ?? []), ...beside].map((each) => ({
      id: each.id,
      name: each.name ?? '',
    })),
    ...(rows == null ? {} : { rows }),
  };
}

function fieldOf(one: z.output<typeof field>, primary: string | null | undefined): FieldSchema {
  const options = (one.items ?? []).flatMap((each): Option[] =>
    each === null
      ? []
      : [
          {
            text: each.value,
            ...(each.id == null ? {} : { id: each.id }),
            ...(each.color == null ? {} : { color: each.color.toLowerCase() }),
          },
        ],
  );
  return {
    id: one.id,
    label: {
      name: one.name ?? '',
      ...(one.type == null ? {} : { type: one.type }),
      ...(options.length === 0 ? {} : { property: { options } }),
      ...(primary == null ? {} : { primary: one.id === primary }),
    },
  };
}
