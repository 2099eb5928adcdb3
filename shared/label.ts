// Names for the ids that services send instead of names.

export interface FieldLabel {
  readonly name: string;
  /** The service's own type. */
  readonly type?: string | number;
  /** The service's own settings of the field: options, formats. */
  readonly property?: unknown;
  /** The field whose value is the record's title. A fact that does not say leaves it as it was. */
  readonly primary?: boolean;
}

/** One fact a payload or a schema teaches; the newest wins. A `null` label forgets: the field was deleted. */
export type LabelFact =
  | { readonly kind: 'base' | 'table' | 'person'; readonly id: string; readonly name: string }
  /** The address of the base that another address (`id`) stands for. */
  | { readonly kind: 'address'; readonly id: string; readonly name: string }
  /** The version of its server, where the service tells one; `''` where it did not say any more. */
  | { readonly kind: 'service'; readonly id: 'version'; readonly name: string }
  | {
      /** A record that others link to, of a table that is not read by itself. */
      readonly kind: 'view' | 'record';
      readonly tableId: string;
      readonly id: string;
      readonly name: string;
    }
  | {
      readonly kind: 'field';
      readonly tableId: string;
      readonly id: string;
      readonly label: FieldLabel | null;
    };
