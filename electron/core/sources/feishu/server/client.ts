// Calls to the open platform: the token in its header, and every answer as a value or as a problem a person understands.
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import type { HttpRequest } from '../../../ports';
import { parseJson } from '../../json';
import { apiBaseOf } from '../config';
import { envelope, refusalOf } from './refusal';
import { type Access, admitted, tokenOf } from './token';

export type { Access };

export interface Call<T> {
  readonly method: HttpRequest['method'];
  /** After `/open-apis/`; ids in it must be encoded already. */
  readonly path: string;
  /** Members that are undefined are left out. */
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly json?: unknown;
  /** Of the answer's `data`. */
  readonly answer: z.ZodType<T>;
  /** Codes other than 0 that are an answer here. */
  readonly fine?: ReadonlyMap<number, T>;
  /** What was asked for: the id of a base, a table or a record. */
  readonly about: string;
}

/**
 * A token that was kept and is not taken any more is not got anew here: whoever keeps it renews it, and asks again.
 * @returns the answer, or `app-secret-missing`, `app-refused`, `token-expired`, `app-scopes-missing`, `base-not-managed`, `rows-hidden`,
 * `service-busy`, `service-not-found`, `service-answer` (any other refusal, in the service's words), `service-shape` (an answer of
 * another form), or what the port says when no answer came
 */
export async function call<T>(access: Access, wanted: Call<T>): Promise<Result<T>> {
  const kept = await admitted(access);
  return kept.ok ? callOnce(kept.value, wanted) : kept;
}

async function callOnce<T>(access: Access, wanted: Call<T>): Promise<Result<T>> {
  const host = hostOf(access);
  const token = tokenOf(access) ?? '';
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted.query ?? {})) {
    if (value !== undefined) query.set(name, value);
  }
  const response = await access.http.request({
    method: wanted.method,
    url: `${apiBaseOf(access.config)}/open-apis/${wanted.path}${query.size > 0 ? `?${query}` : ''}`,
    headers: { authorization: `Bearer ${token}` },
    ...(wanted.json === undefined ? {} : { json: wanted.json }),
  });
  if (!response.ok) return response;
  const { status, text } = response.value;
  const json = parseJson(Buffer.from(text));
  const body = envelope.safeParse(json.ok ? json.value : undefined).data;
  const fine = body && wanted.fine?.get(body.code);
  if (fine !== undefined) return ok(fine);
  const secrets = [token, access.secrets.appSecret ?? ''];
  const refusal = refusalOf(status, body, { host, about: wanted.about, secrets });
  if (refusal) return err(refusal);
  const answer = wanted.answer.safeParse(body?.data);
  if (answer.success) return ok(answer.data);
  const path = answer.error.issues[0]?.path.map(String).join('.') || '(root)';
  return err({ code: 'service-shape', params: { host, path: `data.${path}` } });
}

/** A service that gives ever new pages would be read for ever. */
const mostPages = 100;

/**
 * All pages of a list.
 * @param wanted `page_token` is added to its query
 */
export async function callPages<T>(
  access: Access,
  wanted: Omit<Call<unknown>, 'answer' | 'fine'>,
  item: z.ZodType<T>,
): Promise<Result<readonly T[]>> {
  const answer = z.object({
    // An empty list may be left out.
    items: z.array(item).nullish(),
    has_more: z.boolean().nullish(),
    page_token: z.string().nullish(),
  });
  const items: T[] = [];
  let from: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = { ...wanted.query, page_token: from };
    const found = await call(access, { ...wanted, query, answer });
    if (!found.ok) return found;
    items.push(...(found.value.items ?? []));
    const next = found.value.page_token;
    if (!found.value.has_more || !next) return ok(items);
    if (next === from) break;
    from = next;
  }
  return err({ code: 'cursor-repeats', params: { host: hostOf(access) } });
}

export const hostOf = ({ config }: Pick<Access, 'config'>): string =>
  new URL(apiBaseOf(config)).host;

export const part = encodeURIComponent;
