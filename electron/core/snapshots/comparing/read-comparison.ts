// A comparison as changes in the normal form: values before and after, as a person reads them.
import type { Actor, FieldChange } from '#shared/event';
import { ok, type Result } from '#shared/result';
import type { BoundTables } from '../../sources/bound-source';
import { withPlainText } from '../../sources/plain';
import type { CellText, ChangeDraft, FieldSchema, Labels, TableRef } from '../../sources/source';
import { structureDrafts } from '../structure/structure';
import { tableGoneDraft } from '../structure/table-gone';
import { type ComparedRow, type Comparison, parseComparison } from './comparison';

export interface ComparedDraft {
  readonly draft: ChangeDraft;
  /** Id of the event that it completes; null: it is one of its own. */
  readonly fills: string | null;
  /** It takes back what that event told, and is nothing without it. */
  readonly takesBack?: boolean;
  /** The table was removed, and last seen then (ms since 1970). */
  readonly goneSince?: number;
}

/**
 * Pure, apart from the labels.
 * @param delivery `id` tells a change from the same one an hour later: the snapshot saw to it that each is written once
 * @param tables how the source words its cells
 */
export function readComparison(
  delivery: { readonly id: string; readonly body: Uint8Array },
  tables: Pick<BoundTables, 'cell' | 'link' | 'tableLink' | 'definition'>,
  labels: Labels,
): Result<readonly ComparedDraft[]> {
  const parsed = parseComparison(delivery.body);
  if (!parsed.ok) return parsed;
  const { table, rows, gone, structure, readAt, byFormula } = parsed.value;
  if (gone) {
    const base = named(table.baseId, labels.base(table.baseId));
    const draft = withPlainText(tableGoneDraft(table, gone.name, base, delivery.id));
    return ok([{ draft, fills: null, goneSince: gone.since }]);
  }
  if (structure) {
    const found = structureDrafts(table, structure, tables, labels, delivery.id);
    return ok(found.map((draft) => ({ draft, fills: null })));
  }
  const fieldOf = (id: string): FieldSchema => ({
    id,
    label: labels.field(table.tableId, id) ?? { name: '' },
  });
  if (byFormula) {
    const draft = byFormulaDraft(table, byFormula, tables, labels, fieldOf);
    return ok([
      {
        draft: withPlainText({ ...draft, ...(readAt === undefined ? {} : { readAt }) }),
        fills: null,
      },
    ]);
  }
  return ok(
    rows.filter(tellsSomething).map((row) => ({
      draft: withPlainText({
        ...placeOf(table, row, tables, labels),
        ...recordOf(row, tables, fieldOf),
        subject: 'record',
        action: row.action,
        changes: changesOf(row, tables, fieldOf),
        count: 1,
        actor: actorOf(row, labels),
        occurredAt: row.at,
        ...(readAt === undefined ? {} : { readAt }),
        certainty: row.stillThere ? 'hint' : 'derived',
        identity: [
          table.baseId,
          table.tableId,
          row.id,
          row.action,
          JSON.stringify(
            row.beforeTexts || row.afterTexts
              ? [row.before, row.after, row.beforeTexts ?? {}, row.afterTexts ?? {}]
              : [row.before, row.after],
          ),
          row.at,
          delivery.id,
        ],
      }),
      fills: row.fills ?? null,
      ...(row.stillThere ? { takesBack: true } : {}),
    })),
  );
}

/** One row for all pages of a scan: the number rises with each. */
function byFormulaDraft(
  table: TableRef,
  { began, count, rows }: NonNullable<Comparison['byFormula']>,
  tables: Pick<BoundTables, 'cell' | 'tableLink'>,
  labels: Labels,
  fieldOf: (id: string) => FieldSchema,
): ChangeDraft {
  const ids = new Set(rows.flatMap(({ before, after }) => Object.keys({ ...before, ...after })));
  const link = tables.tableLink?.(table);
  return {
    base: named(table.baseId, labels.base(table.baseId)),
    table: named(table.tableId, labels.table(table.tableId)),
    ...(link === undefined ? {} : { link }),
    record: null,
    subject: 'record',
    action: 'updated',
    changes: [...ids].map((id) => {
      const field = fieldOf(id);
      const { type } = tables.cell(undefined, field);
      return { field: { ...named(id, field.label.name), ...(type ? { type } : {}) } };
    }),
    count,
    actor: { kind: 'unknown' },
    occurredAt: null,
    certainty: 'derived',
    identity: [table.baseId, table.tableId, 'by formula', began],
  };
}

function actorOf({ by }: ComparedRow, labels: Labels): Actor {
  if (!by) return { kind: 'unknown' };
  const name = by.name ?? labels.person(by.id);
  return { kind: 'person', id: by.id, ...(name === undefined ? {} : { name }) };
}

/** Without a single field, an edit is none. */
const tellsSomething = ({
  action,
  before,
  after,
  beforeTexts,
  afterTexts,
  stillThere,
}: ComparedRow): boolean =>
  action !== 'updated' ||
  stillThere === true ||
  [before, after, beforeTexts, afterTexts].some((cells) => Object.keys(cells ?? {}).length > 0);

function placeOf(
  table: TableRef,
  row: ComparedRow,
  tables: Pick<BoundTables, 'link' | 'tableLink'>,
  labels: Labels,
): Pick<ChangeDraft, 'base' | 'table' | 'link'> {
  // A row that is gone has no page of its own.
  const link = row.action === 'deleted' ? tables.tableLink?.(table) : tables.link(table, row.id);
  return {
    base: named(table.baseId, labels.base(table.baseId)),
    table: named(table.tableId, labels.table(table.tableId)),
    ...(link === undefined ? {} : { link }),
  };
}

function recordOf(
  { id, title }: ComparedRow,
  tables: Pick<BoundTables, 'cell'>,
  fieldOf: (id: string) => FieldSchema,
): Pick<ChangeDraft, 'record'> {
  const text = title ? tables.cell(title.value, fieldOf(title.field)).text.trim() : '';
  return { record: text === '' ? { id } : { id, title: text } };
}

function changesOf(
  row: ComparedRow,
  tables: Pick<BoundTables, 'cell'>,
  fieldOf: (id: string) => FieldSchema,
): readonly FieldChange[] {
  const { action, before, after, beforeTexts = {}, afterTexts = {} } = row;
  const textOf = (said: string | undefined, value: unknown, field: FieldSchema): CellText =>
    said === undefined ? tables.cell(value, field) : { text: said };
  const ids = [
    ...new Set([before ?? {}, after ?? {}, beforeTexts, afterTexts].flatMap(Object.keys)),
  ];
  return ids.map((id) => {
    const field = fieldOf(id);
    const former = before && textOf(beforeTexts[id], before[id], field);
    const latter = after && textOf(afterTexts[id], after[id], field);
    const type = latter?.type ?? former?.type;
    return {
      field: { ...named(id, field.label.name), ...(type === undefined ? {} : { type }) },
      ...(action === 'created' ? { beforeText: '' } : former ? beforeOf(before[id], former) : {}),
      ...(action === 'deleted' ? { afterText: '' } : latter ? afterOf(after[id], latter) : {}),
    };
  });
}

const beforeOf = (value: unknown, { text, chips }: CellText) => ({
  ...(value === undefined ? {} : { before: value }),
  beforeText: text,
  ...(chips === undefined ? {} : { beforeChips: chips }),
});

const afterOf = (value: unknown, { text, chips }: CellText) => ({
  ...(value === undefined ? {} : { after: value }),
  afterText: text,
  ...(chips === undefined ? {} : { afterChips: chips }),
});

const named = (id: string, name: string | undefined): { id: string; name?: string } =>
  name ? { id, name } : { id };
