// The rows that a webhook's payload tells of, and the names it teaches.
import type { LabelFact, Labels } from '../source';
import { isLinkOperation, rowActionOf } from './catalogue';
import type { Cell } from './cells/cell-entry';
import { optionOf } from './cells/cells';
import { factsOf } from './cells/changes';
import { idsIn, movedText } from './link-columns';
import { lessOf } from './log/operation-links';
import { type Data, momentOf } from './parse';
import { titleKey } from './server/metadata';
import type { About, Side } from './side';

export function webhookFacts(data: Data): readonly LabelFact[] {
  return partsOf(data).flatMap(({ cells, tableId, tableName }): LabelFact[] =>
    tableId
      ? [
          ...(tableName ? [{ kind: 'table', id: tableId, name: tableName } as const] : []),
          ...factsOf(tableId, cells),
        ]
      : [],
  );
}

export function aboutWebhook(data: Data): Omit<About, 'deliveryId' | 'config' | 'place'> {
  return {
    uuid: data.dtable_uuid,
    type: data.op_type,
    action: rowActionOf(data.op_type),
    link: isLinkOperation(data.op_type),
    user: data.op_user || null,
    app: data.op_app || null,
    occurredAt: momentOf(data),
    count: data.row_count ?? 1,
  };
}

export function webhookSides(data: Data, labels: Labels): readonly Side[] {
  return partsOf(data).map(({ rowName, ...part }) => ({
    ...part,
    title: titleOf(data, rowName, part.tableId, labels),
    moved: isLinkOperation(data.op_type) ? movedIn(part.cells) : undefined,
    mayOmitBefore: isLinkOperation(data.op_type),
  }));
}

interface Part extends Pick<Side, 'tableId' | 'tableName' | 'rowId' | 'cells' | 'peer'> {
  readonly rowName: string | undefined;
}

/** A link touches two rows, which may be the same one. */
function partsOf(data: Data): readonly Part[] {
  const { table1_id, table2_id, table1_row_id, table2_row_id } = data;
  if (!isLinkOperation(data.op_type) || !(table1_row_id || table2_row_id)) {
    return [partOf(data.table_id, data.table_name, data.row_id, data.row_name, data.row_data)];
  }
  const { row_data1, row_data2, table1_name, table1_row_name, table2_name, table2_row_name } = data;
  if (table1_id === table2_id && table1_row_id === table2_row_id) {
    const cells = [...row_data1, ...row_data2];
    const self = partOf(table1_id, table1_name, table1_row_id, table1_row_name, cells);
    return [{ ...self, peer: table1_row_id ?? undefined }];
  }
  // Where one column of a table holds both ends of a link, the row that it leads to may show nothing of it.
  const isAlone = table1_id === table2_id && row_data1.length > 0 && row_data2.length === 0;
  const parts: readonly Part[] = [
    {
      ...partOf(table1_id, table1_name, table1_row_id, table1_row_name, row_data1),
      peer: table2_row_id ?? undefined,
    },
    {
      ...partOf(table2_id, table2_name, table2_row_id, table2_row_name, row_data2),
      peer: table1_row_id ?? undefined,
    },
  ];
  return parts.filter((part, index) => part.rowId && !(isAlone && index === 1));
}

/** What came and went in the cell of a link, where it says what was there before. */
function movedIn(cells: readonly Cell[]): string | undefined {
  const [cell, ...others] = cells;
  if (!cell || others.length > 0 || !('value' in cell && 'old_value' in cell)) return undefined;
  const [before, after] = [idsIn(cell.old_value), idsIn(cell.value)];
  if (before === null || after === null) return undefined;
  return movedText(lessOf(after, before), lessOf(before, after));
}

type Given = string | null | undefined;
function partOf(
  tableId: Given,
  tableName: Given,
  rowId: Given,
  rowName: string | undefined,
  cells: readonly Cell[],
): Part {
  return {
    tableId: tableId || null,
    tableName: tableName || null,
    rowId: rowId || null,
    rowName,
    cells,
  };
}

/** The value of the first column; where that is a select, its option's name. */
function titleOf(
  data: Data,
  rowName: string | undefined,
  tableId: string | null,
  labels: Labels,
): string | undefined {
  if (!rowName) return rowName;
  const option = data.row_name_option;
  if (typeof option === 'object' && option !== null && 'name' in option) {
    if (typeof option.name === 'string' && option.name !== '') return option.name;
  }
  return optionOf(rowName, labels.field(tableId ?? '', titleKey)?.property)?.text ?? rowName;
}
