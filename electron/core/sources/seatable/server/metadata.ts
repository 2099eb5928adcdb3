// What a base is made of: its tables with their columns.
import { z } from 'zod';
import { ok, type Result } from '#shared/result';
import type { FieldSchema, LabelFact, TableSchema } from '../../source';
import { plainUuid } from '../config';
import { callWith } from './base-api';
import type { BaseToken } from './base-token';
import type { Access } from './client';

export const column = z.object({
  key: z.string().min(1),
  name: z.string(),
  type: z.string(),
  data: z.unknown().optional(),
});
export type ColumnEntry = z.output<typeof column>;

export const columns = z
  .array(column.nullable().catch(null))
  .transform((all) => all.filter((one) => one !== null));

const table = z.object({ _id: z.string().min(1), name: z.string(), columns });
export type TableEntry = z.output<typeof table>;

const view = z.object({ _id: z.string(), name: z.string() });
const described = table.extend({ views: z.array(view).nullish().catch(null) });

/** https://api.seatable.com/reference/getmetadata */
const metadata = z.object({ metadata: z.object({ tables: z.array(described) }) });
export type DescribedTable = z.output<typeof described>;

export async function readTables(
  access: Access,
  base: BaseToken,
): Promise<Result<readonly DescribedTable[]>> {
  const answer = await callWith(access, base, {
    method: 'GET',
    path: 'metadata/',
    answer: metadata,
  });
  return answer.ok ? ok(answer.value.metadata.tables) : answer;
}

/** The key of every table's first column, whose value is the title of a row. */
export const titleKey = '0000';

/** Columns and members that SeaTable keeps by itself: `_id`, `_mtime`, `_last_modifier` and the like. */
export const isSystemKey = (key: string): boolean => key.startsWith('_');

const fieldOf = ({ key, name, type, data }: ColumnEntry): FieldSchema => ({
  id: key,
  label: {
    name,
    type,
    ...(data === null || data === undefined ? {} : { property: data }),
    ...(key === titleKey ? { primary: true } : {}),
  },
});

export const schemaOf = ({ _id: id, name, columns, views }: DescribedTable): TableSchema => ({
  id,
  name,
  fields: columns.filter(({ key }) => !isSystemKey(key)).map(fieldOf),
  views: (views ?? []).map((one) => ({ id: one._id, name: one.name })),
});

export function tableFacts({ _id: id, name, columns }: TableEntry): readonly LabelFact[] {
  return [
    ...(name === '' ? [] : [{ kind: 'table' as const, id, name }]),
    ...columns.map((one): LabelFact => {
      const field = fieldOf(one);
      return { kind: 'field', tableId: id, id: field.id, label: field.label };
    }),
  ];
}

export const baseFact = (uuid: string, name: string | null | undefined): readonly LabelFact[] =>
  name ? [{ kind: 'base', id: plainUuid(uuid), name }] : [];

export const peopleFacts = (names: Iterable<readonly [id: string, name: string]>): LabelFact[] =>
  [...names].map(([id, name]) => ({ kind: 'person', id, name }));
