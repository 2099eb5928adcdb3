// Writes the formula of a field with the names of tables and fields, where the service puts their ids.
import type { FieldChange } from '#shared/event';
import type { ChangeDraft, Labels } from '../../source';

/** `bitable::$table[tblX].$field[fldY]`, as in the sample of the event. https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/file/events/bitable_field_changed */
const reference = /(?:bitable::)?\$table\[([^\]]{1,100})\]\.\$(?:field|column)\[([^\]]{1,100})\]/g;

/** A reference whose field is not known stays as it came. */
export function withFormulaNames(draft: ChangeDraft, labels: Labels): ChangeDraft {
  const own = draft.table?.id;
  const inWords = (text: string): string =>
    text.replace(reference, (whole, table: string, field: string) => {
      const name = labels.field(table, field)?.name;
      if (!name) return whole;
      return table === own ? `[${name}]` : `[${labels.table(table) ?? table}].[${name}]`;
    });
  const isFormula = ({ field }: FieldChange) => field.id.endsWith('.formula_expression');
  if (!draft.changes.some(isFormula)) return draft;
  return {
    ...draft,
    changes: draft.changes.map((change) => {
      if (!isFormula(change)) return change;
      const { beforeText, afterText } = change;
      return {
        ...change,
        ...(beforeText === undefined ? {} : { beforeText: inWords(beforeText) }),
        ...(afterText === undefined ? {} : { afterText: inWords(afterText) }),
      };
    }),
  };
}
