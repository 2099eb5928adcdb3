// What a simulated base is made of: tables with columns and rows, and who changes them.

interface SimColumn {
  readonly key: string;
  name: string;
  type: string;
  data: unknown;
}
export type SimRow = Record<string, unknown> & { _id: string };
export interface SimTable {
  readonly _id: string;
  name: string;
  readonly columns: SimColumn[];
  readonly rows: SimRow[];
}

/** Who did it: a person by the internal id, or an API token by its name. */
export interface By {
  readonly user?: string;
  readonly app?: string;
}
export type Operation = Readonly<Record<string, unknown>> & { readonly op_type: string };

export type Part = Readonly<Record<string, unknown>>;
