// Calls about the content of one base, through the door that the server has.
import type { z } from 'zod';
import type { Result } from '#shared/result';
import type { BaseToken } from './base-token';
import { type Access, type Call, call } from './client';
import { encoded } from './encode';

interface BaseCall<T> {
  readonly method: 'GET' | 'POST';
  /** Below the base; ends with `/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly answer: z.ZodType<T>;
  readonly about?: string;
}

/** Below a base: queries in SQL. */
export const sqlPath = 'sql/';

/** @returns as `call`, with `token-expired` when a new Base-Token is needed */
export function callWith<T>(
  access: Access,
  base: BaseToken,
  { path, about = base.uuid, ...rest }: BaseCall<T>,
): Promise<Result<T>> {
  const wanted: Call<T> = {
    ...rest,
    path: placeOf(base, path),
    token: base.token,
    tokenEnds: true,
    about,
  };
  return call(access, wanted);
}

/** The parts behind older servers were removed with 5.3: https://seatable.com/api-gateway-version-5-3 */
function placeOf({ gateway, uuid }: BaseToken, path: string): string {
  const id = encoded(uuid);
  if (gateway) return `/api-gateway/api/v2/dtables/${id}/${path}`;
  return path === sqlPath
    ? `/dtable-db/api/v1/query/${id}/`
    : `/dtable-server/api/v1/dtables/${id}/${path}`;
}
