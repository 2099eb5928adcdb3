// A call that the service received, as it is recorded, and the answer it got.

/** The service's calls by name. */
export type RouteName =
  | 'auth'
  | 'token'
  | 'refresh'
  | 'files'
  | 'files.flat'
  | 'files.search'
  | 'hooks.create'
  | 'hooks.mine'
  | 'hooks.delete'
  | 'schemas'
  | 'records.list'
  | 'records.get'
  | 'records.query'
  | 'records.create'
  | 'records.update'
  | 'records.delete'
  | 'fields.create'
  | 'fields.update'
  | 'fields.delete'
  | 'sheets.create'
  | 'sheets.delete'
  | 'views.create'
  | 'views.delete'
  | 'unknown';

export interface Call {
  readonly route: RouteName;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Without `access_token`; a name that came more than once has all its values. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly contentType: string | undefined;
  /** Parsed; the text where it is no JSON; undefined where there is none. */
  readonly body: unknown;
  /** ms since 1970, the service's clock. */
  readonly at: number;
  /** Whose token it was, if a good one. */
  readonly userId: string | undefined;
  /** null: no answer (yet, or ever). */
  readonly status: number | null;
  /** What was answered, before a fault spoilt it. */
  readonly reply: unknown;
  /** The fault that was ordered for it. */
  readonly fault: string | undefined;
}

/** @param search the part of an address after `?` */
export function recordedQuery(search: URLSearchParams): Call['query'] {
  return Object.fromEntries(
    [...new Set(search.keys())]
      .filter((name) => name !== 'access_token')
      .map((name) => {
        const values = search.getAll(name);
        return [name, values.length === 1 ? (values[0] ?? '') : values];
      }),
  );
}
