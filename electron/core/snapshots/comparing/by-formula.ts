// Rows that changed by formulas alone: a few are told one by one; of many, as a formula of today's date makes them every night, their number.
import type { FieldSchema } from '../../sources/source';
import type { ComparedRow } from './comparison';

/** Rows of one scan that are told one by one. */
const toldSinglyAtMost = 10;

/** Of one scan; is written. */
export interface ByFormula {
  /** ms since 1970: tells one scan from another. */
  readonly began: number;
  /** Rows that changed by formulas alone, and those of them that are told as a number. */
  seen: number;
  counted: number;
}

export const noneByFormula = (began: number): ByFormula => ({ began, seen: 0, counted: 0 });

/** How many rows of a scan changed by formulas alone, up to and with these. */
interface Counted {
  readonly began: number;
  readonly count: number;
  readonly rows: readonly ComparedRow[];
}

/**
 * @param told what of a page is to be told
 * @param isComputed whether a field is worked out by the service; a field that is not known is not
 * @returns what is told row by row, and the rest as a number
 */
export function countByFormula(
  told: readonly ComparedRow[],
  tally: ByFormula,
  isComputed: (fieldId: string) => boolean,
): { readonly singly: readonly ComparedRow[]; readonly counted: Counted | null } {
  const alone = told.filter((row) => isByFormula(row, isComputed));
  tally.seen += alone.length;
  const isOne = tally.counted === 0 && alone.length === 1;
  if (alone.length === 0 || isOne || tally.seen <= toldSinglyAtMost) {
    return { singly: told, counted: null };
  }
  tally.counted += alone.length;
  const rows = new Set(alone);
  return {
    singly: told.filter((row) => !rows.has(row)),
    counted: { began: tally.began, count: tally.counted, rows: alone },
  };
}

/** Who or when is known of what somebody did, and of an event that waits for its values. */
function isByFormula(
  { action, before, after, at, by, fills, beforeTexts, afterTexts }: ComparedRow,
  isComputed: (fieldId: string) => boolean,
): boolean {
  const fields = Object.keys({ ...before, ...after, ...beforeTexts, ...afterTexts });
  const isOwn = action === 'updated' && at === null && !by && fills === undefined;
  return isOwn && fields.length > 0 && fields.every(isComputed);
}

/** Of a table with these fields. */
export const computedIn = (
  fields: readonly FieldSchema[],
  isComputed: (field: FieldSchema) => boolean,
): ((fieldId: string) => boolean) => {
  const computed = new Set(fields.filter(isComputed).map(({ id }) => id));
  return (fieldId) => computed.has(fieldId);
};
