// Calls to a SeaTable server: a token of one of three kinds, and every answer as a value or as a problem a person understands.
import { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';
import type { HttpRequest, HttpResponse } from '../../../ports';
import { jsonOf } from '../../json';
import { saidInShort } from '../../secret';
import type { ServiceAccess } from '../../source';
import { type Config, serverOf } from '../config';

export type Access = ServiceAccess<Config>;

export interface Call<T> {
  readonly method: HttpRequest['method'];
  /** From the server's root; starts with `/`. Names and ids in it must be encoded already. */
  readonly path: string;
  readonly token: string | undefined;
  /** A Base-Token ends after days, and a new one is fetched; only the person can replace the others. */
  readonly tokenEnds: boolean;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly answer: z.ZodType<T>;
  /** What a 404 is about: the id of a base, a table or a webhook. */
  readonly about: string;
}

/** https://api.seatable.com/reference: the servers behind one address use different members. */
const words = z.string().optional().catch(undefined);
const refusal = z.object({
  error_msg: words,
  error_message: words,
  detail: words,
  error_type: words,
});

export const hostOf = ({ config }: Pick<Access, 'config'>): string =>
  new URL(serverOf(config)).host;

/**
 * @returns the answer, or `token-expired` (a Base-Token that has ended), `service-refused` (401, 403, or no token), `service-not-found`
 * (404), `service-busy` (429, which comes without a body), `service-answer` (any other refusal, in the server's words), `service-shape` (an
 * answer of another form), or what the port says when no answer came
 */
export async function call<T>(access: Access, wanted: Call<T>): Promise<Result<T>> {
  const host = hostOf(access);
  const token = wanted.token?.trim() ?? '';
  if (token === '') return err({ code: 'service-refused', params: { host } });
  const search = wanted.query ? `?${new URLSearchParams(wanted.query)}` : '';
  const response = await access.http.request({
    method: wanted.method,
    url: `${serverOf(access.config)}${wanted.path}${search}`,
    // Servers since 4.0 take `Bearer`, all take `Token`: https://api.seatable.com/reference/authentication
    headers: { accept: 'application/json', authorization: `Token ${token}` },
    ...(wanted.json === undefined ? {} : { json: wanted.json }),
  });
  if (!response.ok) return response;
  const { status, text } = response.value;
  if (status < 200 || status > 299) return err(refusalOf(response.value, wanted, access));
  const answer = wanted.answer.safeParse(jsonOf(text));
  if (answer.success) return ok(answer.data);
  const path = answer.error.issues[0]?.path.map(String).join('.') || '(root)';
  return err({ code: 'service-shape', params: { host, path } });
}

function refusalOf(
  { status, text }: HttpResponse,
  { about, tokenEnds }: Pick<Call<unknown>, 'about' | 'tokenEnds'>,
  access: Access,
): Problem {
  const host = hostOf(access);
  const said = wordsOf(text);
  // An ended Base-Token is a 403 with these words: https://github.com/seatable/seatable-api-python (utils.py).
  if (tokenEnds && (status === 401 || (status === 403 && /token expired/i.test(said)))) {
    return { code: 'token-expired', params: { host } };
  }
  switch (status) {
    case 401:
    case 403:
      return { code: 'service-refused', params: { host } };
    case 404:
      return { code: 'service-not-found', params: { host, what: about } };
    case 429:
      return { code: 'service-busy', params: { host } };
    default:
      return {
        code: 'service-answer',
        params: {
          host,
          status,
          message: saidInShort(said, Object.values(access.secrets)) || '–',
        },
      };
  }
}

function wordsOf(text: string): string {
  const { error_msg, error_message, detail, error_type } =
    refusal.safeParse(jsonOf(text)).data ?? {};
  return error_msg ?? error_message ?? detail ?? error_type ?? '';
}
