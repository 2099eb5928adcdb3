// What the open platform means when it refuses: its codes, and its own words on one short line.
import { z } from 'zod';
import type { Problem } from '#shared/result';
import { saidInShort } from '../secret';

const words = z.string().nullish().catch(null);

/** Something that is there and no number is a refusal too. */
const unknownCode = -1;
const code = z
  .unknown()
  .optional()
  .transform((given) => {
    if (given === undefined || given === null) return null;
    const number = typeof given === 'string' && given.trim() === '' ? Number.NaN : Number(given);
    return Number.isFinite(number) ? number : unknownCode;
  });

/** Every reply: `code` 0 or a reason, the content in `data`, and words in one of several members. */
export const envelope = z.looseObject({
  code,
  data: z.unknown().optional(),
  detail: z.unknown().optional(),
  message: words,
  result: words,
  msg: words,
  hint: words,
});
export type Envelope = z.output<typeof envelope>;

/** Webhooks of one document, of all users: https://developer.kdocs.cn/server/dbt/webhook-record-create.html */
export const hooksPerDocument = 10;

/** How much of the service's own words is shown. */

interface Asked {
  readonly host: string;
  /** What was asked for, should it not be there. */
  readonly about: string;
  readonly secrets: Readonly<Record<string, string>>;
}

/** @returns null for a success: HTTP 2xx, and a code of 0 or none */
export function refusalOf(
  status: number,
  body: Envelope | undefined,
  { host, about, secrets }: Asked,
): Problem | null {
  const code = body?.code ?? (saysNo(body) ? unknownCode : 0);
  const success = status >= 200 && status <= 299;
  if (success && code === 0) return null;
  switch (code) {
    // https://developer.kdocs.cn/common/authorization/web.html
    case 20_001:
      return { code: 'code-expired', params: { host } };
    case 20_002:
      return { code: 'app-unknown', params: { host } };
    case 20_007:
      return { code: 'token-expired', params: { host } };
    case 30_016:
      return { code: 'too-many-hooks', params: { host, limit: hooksPerDocument } };
  }
  const message = messageOf(body, secrets);
  const inWords = code !== 0 && message !== '';
  if (status === 401) return { code: 'token-expired', params: { host } };
  if (status === 429 || isLimit(message)) return { code: 'service-busy', params: { host } };
  if (status === 403 && !inWords) return { code: 'service-refused', params: { host } };
  if (status === 404 && !inWords) {
    return { code: 'service-not-found', params: { host, what: about } };
  }
  // A server at fault is told by its status, whatever code comes with it.
  const shown = status >= 500 || code === 0 || code === unknownCode ? status : code;
  return { code: 'service-answer', params: { host, status: shown, message: message || '–' } };
}

/** A reply of an older form: no code and no content, and a `result` that names a fault in place of `ok`. */
const saysNo = (body: Envelope | undefined): boolean =>
  typeof body?.result === 'string' &&
  !/^\s*(ok)?\s*$/i.test(body.result) &&
  body.data === undefined &&
  body.detail === undefined;

/** Too many calls, in a moment or in a day. The code for it is not published, so the service's words tell. */
const isLimit = (message: string): boolean =>
  /quota|rate[\s_-]?limit|too[\s_-]?many[\s_-]?(requests|calls)|频繁|配额|次数(已)?(达到|超)|超(出|过).{0,6}次数/i.test(
    message,
  );

/** The first of the members that says something; addresses and secrets that the service repeats are taken out. */
function messageOf(body: Envelope | undefined, secrets: Readonly<Record<string, string>>): string {
  const said = [body?.message, body?.result, body?.msg, body?.hint].find(
    (text) => text != null && text.trim() !== '' && text.trim().toLowerCase() !== 'ok',
  );
  return saidInShort(said ?? '', Object.values(secrets));
}
