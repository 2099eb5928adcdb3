// Calls to the open platform: the token in the query, and every answer as a value or as a problem a person understands.
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import type { HttpRequest } from '../../ports';
import { jsonOf } from '../json';
import type { ServiceAccess } from '../source';
import type { Config } from './config';
import { type Envelope, envelope, refusalOf } from './refusal';

export type Access = ServiceAccess<Config>;

export interface Call<T> {
  readonly method: HttpRequest['method'];
  /** From the server's root; starts with `/`. */
  readonly path: string;
  /** Members that are undefined are left out; a list is sent as one member each. */
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly json?: unknown;
  /** Of the answer's `data`, with the members of `data.detail` among its own. */
  readonly answer: z.ZodType<T>;
  /** What a 404 is about: the id of a document, a table or a hook. */
  readonly about: string;
  /** A call that needs no access token: one that gets it. */
  readonly anonymous?: boolean;
  /** A success may come without a body. */
  readonly bodiless?: boolean;
}

const members = z.record(z.string(), z.unknown());

/**
 * @returns the answer, or `token-expired` (code 20007, HTTP 401), `code-expired` (20001), `app-unknown` (20002),
 * `too-many-hooks` (30016), `service-busy` (429, or words of a limit), `service-refused` (403, or no token entered), `service-not-found` (404
 * without a word), `service-answer` (any other refusal, in the service's words), `service-shape` (an answer of another
 * form), or what the port says when no answer came
 */
export async function call<T>(access: Access, wanted: Call<T>): Promise<Result<T>> {
  const host = hostOf(access);
  const { accessToken = '', refreshToken = '' } = access.secrets;
  if (!wanted.anonymous && accessToken.trim() === '') {
    const canRenew = refreshToken.trim() !== '';
    return err({ code: canRenew ? 'token-expired' : 'service-refused', params: { host } });
  }
  const response = await access.http.request({
    method: wanted.method,
    url: urlOf(access, wanted, accessToken.trim()),
    headers: {
      accept: 'application/json',
      // Servers refuse a cancelling call that promises JSON and carries none; the two sign-in calls ask for the header.
      ...(wanted.json === undefined && !wanted.anonymous
        ? {}
        : { 'content-type': 'application/json' }),
    },
    ...(wanted.json === undefined ? {} : { json: wanted.json }),
  });
  if (!response.ok) return response;
  const { status, text } = response.value;
  const body = envelope.safeParse(jsonOf(text)).data;
  const refusal = refusalOf(status, body, { host, about: wanted.about, secrets: access.secrets });
  if (refusal) return err(refusal);
  if (!body && !(wanted.bodiless && text.trim() === '')) {
    return err({ code: 'service-shape', params: { host, path: '(root)' } });
  }
  const answer = wanted.answer.safeParse(contentOf(body ?? {}));
  if (answer.success) return ok(answer.data);
  const path = answer.error.issues[0]?.path.map(String).join('.') || '(root)';
  return err({ code: 'service-shape', params: { host, path: `data.${path}` } });
}

/** Both forms of reply in one: the members of `detail`, and round them those of `data`. */
function contentOf({ data, detail, ...rest }: Partial<Envelope>): unknown {
  if (data === undefined && detail === undefined) return rest;
  const { detail: inner = detail, ...outer } = members.safeParse(data).data ?? {};
  return { ...outer, ...members.safeParse(inner).data };
}

export const defaultBase = 'https://developer.kdocs.cn';

/** Address of the open platform, without a slash at its end. */
export const baseOf = (config: Config): string =>
  (config.apiBase ?? defaultBase).replace(/\/+$/, '');

export const hostOf = ({ config }: Pick<Access, 'config'>): string => new URL(baseOf(config)).host;

/** @param rest ids in it must be encoded already */
export const documentPath = (fileToken: string, rest: string): string =>
  `/api/v1/openapi/dbt/${encodeURIComponent(fileToken)}/${rest}`;

function urlOf(
  { config }: Access,
  { path, query = {}, anonymous }: Pick<Call<unknown>, 'path' | 'query' | 'anonymous'>,
  token: string,
): string {
  const search = new URLSearchParams();
  if (!anonymous) search.set('access_token', token);
  for (const [name, value] of Object.entries(query)) {
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) search.append(name, one);
  }
  return `${baseOf(config)}${path}?${search}`;
}
