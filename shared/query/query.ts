// The one query language: what the filter bar, saved views, the CLI and exports speak. Data only; the parser is beside it.
import type { Action, Subject } from '../event';

export type TermKey = 'source' | 'connection' | 'base' | 'table' | 'record' | 'field' | 'person';

/** One condition. All terms of a query hold at once; the values of one term are alternatives. */
export type Term =
  /** Text anywhere in names and values, any script, at any place in a word; case does not count. */
  | { readonly kind: 'text'; readonly text: string; readonly not: boolean }
  /** `table:Opp`: id equal, or name containing, case-insensitively. */
  | {
      readonly kind: 'name';
      readonly key: TermKey;
      readonly values: readonly string[];
      readonly not: boolean;
    }
  | { readonly kind: 'action'; readonly values: readonly Action[]; readonly not: boolean }
  | { readonly kind: 'subject'; readonly values: readonly Subject[]; readonly not: boolean }
  | { readonly kind: 'read'; readonly unread: boolean }
  /** ms since 1970; `from` is included, `to` is not. */
  | {
      readonly kind: 'time';
      readonly from: number | null;
      readonly to: number | null;
      readonly source: string;
    };

export interface Query {
  readonly terms: readonly Term[];
}

export const emptyQuery: Query = { terms: [] };
