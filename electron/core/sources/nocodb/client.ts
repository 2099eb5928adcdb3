// Calls to a NocoDB server: the token in its header, and every answer as a value or as a problem a person understands.
import { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';
import type { HttpRequest, HttpResponse } from '../../ports';
import { jsonOf } from '../json';
import { saidInShort } from '../secret';
import type { ServiceAccess } from '../source';
import type { NocodbConfig } from './config';
import { isTooOld } from './version';

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
  /** A server that lacks even this call is not asked for its version. */
  readonly isVersion?: true;
}

/** NocoDB says what went wrong in `msg` (older calls) or `message`. */
const refusal = z.object({ msg: z.string().optional(), message: z.string().optional() });

/**
 * @returns the answer, or `service-refused` (401, 403, or no token entered), `service-not-found` (404), `service-busy`
 * (429), `server-too-old` or `server-too-new` (it has no such call at all), `service-answer` (any other refusal),
 * `service-shape` (an answer of another form), or what the port says when no answer came
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
  if (status === 404 && !wanted.isVersion && lacksCall(text))
    return err(await outdated(access, 'server-too-old'));
  if (status < 200 || status > 299) return err(refusalOf(response.value, host, wanted.about));
  const answer = wanted.answer.safeParse(jsonOf(text));
  if (answer.success) return ok(answer.data);
  const path = answer.error.issues[0]?.path.map(String).join('.') || '(root)';
  return err({ code: 'service-shape', params: { host, path } });
}

const versionTold = z.object({
  version: z.string().optional(),
  currentVersion: z.string().optional(),
});

/** The second is older than the first; both need no right. */
const versionPaths = ['/api/v2/meta/nocodb/info', '/api/v1/version'] as const;

/** @returns such as `0.301.3`; null where the server does not say, as one that runs in another folder than its own */
export async function readVersion(access: Access): Promise<string | null> {
  for (const path of versionPaths) {
    const wanted = { path, about: path, method: 'GET', isVersion: true } as const;
    const answer = await call(access, { ...wanted, answer: versionTold, timeoutMs: 5000 });
    const { version, currentVersion } = answer.ok ? answer.value : {};
    const text = (version ?? currentVersion ?? '').trim();
    // It is shown to people.
    if (/^[\w.+-]{1,40}$/.test(text)) return text;
  }
  return null;
}

/** What NocoDB's framework says of an address that no part of it serves, which is not the want of a table or a hook. */
const lacksCall = (text: string): boolean => /^Cannot [A-Z]+ \//.test(saidIn(text));

/** @param likely where the server does not tell its version */
export async function outdated(
  access: Access,
  likely: 'server-too-old' | 'server-too-new',
): Promise<Problem> {
  const version = await readVersion(access);
  const known = isTooOld(version) ? 'server-too-old' : 'server-too-new';
  const code = version === null ? likely : known;
  return { code, params: { host: hostOf(access), version: version ?? '?' } };
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
  return saidInShort(saidIn(text), []) || '–';
}

function saidIn(text: string): string {
  const said = refusal.safeParse(jsonOf(text));
  return said.success ? (said.data.msg ?? said.data.message ?? '') : '';
}
