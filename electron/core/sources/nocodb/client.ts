// Calls to a NocoDB server: the token in its header, and every answer as a value or as a problem a person understands.
import { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';
import type { HttpRequest, HttpResponse } from '../../ports';
import { jsonOf } from '../json';
import { saidInShort } from '../secret';
import type { ServiceAccess } from '../source';
import type { NocodbConfig } from './config';

export type Access = ServiceAccess<NocodbConfig>;

export interface Call<T> {
  readonly method: HttpRequest['method'];
  /** After the server's address; starts with `/api/`. */
  readonly path: string;
  readonly json?: unknown;
  readonly answer: z.ZodType<T>;
  /** What a 404 is about: the id of a base, a table or a hook. */
  readonly about: string;
  readonly timeoutMs?: number;
}

/** NocoDB says what went wrong in `msg` (older calls) or `message`. */
const refusal = z.object({ msg: z.string().optional(), message: z.string().optional() });

/**
 * @returns the answer, or `service-refused` (401, 403, or no token entered), `service-not-found` (404), `service-busy` (429),
 * `service-answer` (any other refusal), `service-shape` (an answer of another form), or what the port says when no answer came
 */
export async function call<T>(access: Access, wanted: Call<T>): Promise<Result<T>> {
  const host = hostOf(access);
  const { token } = access.secrets;
  if (token === undefined || token.trim() === '') {
    return err({ code: 'service-refused', params: { host } });
  }
  const response = await access.http.request({
    method: wanted.method,
    url: access.config.server + wanted.path,
    headers: { accept: 'application/json', ...tokenHeader(token.trim()) },
    ...(wanted.json === undefined ? {} : { json: wanted.json }),
    ...(wanted.timeoutMs === undefined ? {} : { timeoutMs: wanted.timeoutMs }),
  });
  if (!response.ok) return response;
  const { status, text } = response.value;
  if (status < 200 || status > 299) return err(refusalOf(response.value, host, wanted.about));
  const answer = wanted.answer.safeParse(jsonOf(text));
  if (answer.success) return ok(answer.data);
  const path = answer.error.issues[0]?.path.map(String).join('.') || '(root)';
  return err({ code: 'service-shape', params: { host, path } });
}

export const hostOf = ({ config }: Pick<Access, 'config'>): string => new URL(config.server).host;

/** API tokens go into `xc-token`. A session's token is a JWT (three parts joined by dots), and NocoDB takes it in `xc-auth` only. */
function tokenHeader(token: string): Readonly<Record<string, string>> {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) ? { 'xc-auth': token } : { 'xc-token': token };
}

function refusalOf({ status, text }: HttpResponse, host: string, about: string): Problem {
  switch (status) {
    case 401:
    case 403:
      return { code: 'service-refused', params: { host } };
    case 404:
      return { code: 'service-not-found', params: { host, what: about } };
    case 429:
      return { code: 'service-busy', params: { host } };
    default:
      return { code: 'service-answer', params: { host, status, message: messageOf(text) } };
  }
}

/** The server's words on one short line; addresses are taken out, since a hook's own address is a secret. */
function messageOf(text: string): string {
  const said = refusal.safeParse(jsonOf(text));
  const words = said.success ? (said.data.msg ?? said.data.message ?? '') : '';
  return saidInShort(words, []) || '–';
}
