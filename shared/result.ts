// Outcomes as values: what can go wrong in the world is returned, never thrown.

export type Result<T, E = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({
  ok: false,
  error,
});

/**
 * Something a person must be told. `code` names a sentence in `shared/text` (`problem.<code>`),
 * `params` fill its blanks; what has another label in each language is a `name` with its `Words` spread beside it. Never put a secret, a cell value or an address with a token into `params`.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly params?: Readonly<Record<string, string | number>>;
}

export type ProblemCode = keyof typeof import('./text/en/problem').problem;

/** Closes a `switch` over a union: adding a member without handling it does not compile. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
