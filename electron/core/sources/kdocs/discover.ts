// What there is to watch: documents among a person's files, their data tables and fields.
import { z } from 'zod';
import type { BaseChoice, BasePage } from '#shared/connection';
import { ok, type Result } from '#shared/result';
import type { Discover, LabelFact } from '../source';
import { type Access, call } from './client';
import type { Config } from './config';
import { readSchemas } from './schema';

/** Files asked for at once; the most that the service takes is not documented. */
const pageSize = 50;
/** A search looks through as many pages at once before it shows that there is nothing so far. */
const pagesOfSearch = 10;

const text = z.string().nullish().catch(null);
const fileId = z.union([
  z.string().min(1),
  z.object({ open_id: text, union_id: text }).transform((id, context) => {
    const one = id.open_id || id.union_id;
    if (one) return one;
    context.addIssue({ code: 'custom', message: 'neither `open_id` nor `union_id`' });
    return z.NEVER;
  }),
]);
const file = z.object({ id: fileId, fname: text, name: text, ftype: text, mtime: z.unknown() });
const offset = z.union([z.number(), z.string()]).nullish().catch(null);
const files = z.object({
  /** One that is odd is left out. */
  files: z.array(file.nullable().catch(null)).nullish(),
  next_offset: offset,
  next_filter: text,
});

export const discover: Discover<Config> = {
  async bases(access, { search, cursor }) {
    const wanted = folded(search.trim());
    let next = cursor;
    for (let page = 1; ; page += 1) {
      const found = await filesAt(access, next);
      if (!found.ok) return found;
      const bases = found.value.bases.filter(({ name }) => folded(name).includes(wanted));
      // A cursor that does not move on would never end.
      next = found.value.next === next ? null : found.value.next;
      if (bases.length > 0 || next === null || page === pagesOfSearch) return ok({ bases, next });
    }
  },

  async tables(access, baseId) {
    const found = await readSchemas(access, baseId);
    if (!found.ok) return found;
    return ok(
      found.value.map(({ id, name, fields }) => ({
        id,
        name,
        fields: fields.map((field) => ({ id: field.id, name: field.label.name })),
      })),
    );
  },

  async labels(access, baseId, tableId) {
    const found = await readSchemas(access, baseId);
    if (!found.ok) return found;
    return ok(
      found.value
        .filter(({ id }) => id === tableId)
        .flatMap(({ id, name, fields }): LabelFact[] => [
          ...(name === '' ? [] : [{ kind: 'table' as const, id, name }]),
          ...fields.map((field) => ({
            kind: 'field' as const,
            tableId,
            id: field.id,
            label: field.label,
          })),
        ]),
    );
  },
};

/**
 * One page of the documents: https://developer.kdocs.cn/server/personal/files_flat.html. The search by name looks into the
 * app's own folder only (https://developer.kdocs.cn/server/personal/files-search-name.html), so it is not used.
 */
async function filesAt(access: Access, cursor: string | null): Promise<Result<BasePage>> {
  const [at, ...filter] = (cursor ?? '').split(' ');
  const answer = await call(access, {
    method: 'GET',
    path: '/api/v1/openapi/personal/files/flat',
    query: {
      exts: 'dbt',
      ignore: ['group', 'folder'],
      count: String(pageSize),
      order_by: 'mtime',
      order: 'desc',
      offset: at || undefined,
      filter: filter.join(' ') || undefined,
    },
    answer: files,
    about: 'personal/files/flat',
  });
  if (!answer.ok) return answer;
  const { next_offset: next, next_filter: nextFilter } = answer.value;
  const isLast = next == null || next === '' || Number(next) === -1;
  return ok({
    bases: (answer.value.files ?? []).flatMap((one) => (one === null ? [] : choices(one))),
    next: isLast ? null : [String(next), ...(nextFilter ? [nextFilter] : [])].join(' '),
  });
}

/** Endings of the service's other documents, should the filter by ending not be kept to. */
const otherEnding =
  /\.(docx?|wpsx?|xlsx?|etx?|csv|pptx?|dpsx?|pdf|otl|ksheet|form|pom|pof|txt|md|zip|png|jpe?g|gif|mp4)$/i;

function choices({ id, fname, name, ftype, mtime }: z.output<typeof file>): BaseChoice[] {
  const called = fname ?? name ?? '';
  if (otherEnding.test(called) || ftype === 'folder' || ftype === 'group') return [];
  const changedAt = momentOf(mtime);
  return [
    {
      id,
      name: called.replace(/\.dbt$/i, '') || id,
      ...(changedAt === null ? {} : { changedAt }),
    },
  ];
}

/** Seconds, or ms where the number is too large for that; the unit is not documented. */
function momentOf(mtime: unknown): number | null {
  const time = Number(mtime);
  if (!(time >= 1e8 && time < 1e14)) return null;
  return Math.round(time < 1e11 ? time * 1000 : time);
}

/** As people compare names: without case, and full-width letters like others. */
const folded = (name: string): string => name.normalize('NFKC').toLowerCase();
