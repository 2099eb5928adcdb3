// What the service means when it refuses: its codes, and its own words on one short line.
import { z } from 'zod';
import type { Problem } from '#shared/result';
import { saidInShort } from '../../secret';

const subject = z.object({ subject: z.string() });

/** Every reply; HTTP 200 with another code than 0 is a refusal all the same. */
export const envelope = z.looseObject({
  code: z.number(),
  msg: z.string().nullish().catch(null),
  data: z.unknown().optional(),
  error: z
    .object({ permission_violations: z.array(subject).nullish().catch(null) })
    .nullish()
    .catch(null),
});
export type Envelope = z.output<typeof envelope>;

interface Asked {
  readonly host: string;
  /** What was asked for, should it not be there. */
  readonly about: string;
  readonly secrets: readonly string[];
}

/**
 * Tokens that are missing, wrong or ended. The pages that were read name none of these; they are seen in answers. The
 * last of the row, 99991672, is about scopes and is no such code.
 */
const ofToken = (code: number): boolean => code >= 99_991_661 && code <= 99_991_671;

/** Codes of one meaning each: https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/bitable-v1/faq */
const meanings: ReadonlyMap<number, Problem['code']> = new Map([
  [99_991_400, 'service-busy'],
  [1_254_290, 'service-busy'], // too many requests
  [1_254_291, 'service-busy'], // somebody else is writing
  [1_254_607, 'service-busy'], // the data is not ready yet
  [1_255_040, 'service-busy'], // took too long
  [1_254_003, 'service-not-found'], // base
  [1_254_040, 'service-not-found'],
  [1_254_004, 'service-not-found'], // table
  [1_254_041, 'service-not-found'],
  [1_254_043, 'service-not-found'], // record
  [1_254_044, 'service-not-found'], // field
  [1_254_045, 'service-not-found'], // field, by its name
  // https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/file/subscribe
  [1_069_602, 'service-not-found'], // what was asked for is no base
  [1_069_604, 'service-not-found'],
  [1_069_603, 'base-not-managed'],
  [1_254_302, 'rows-hidden'],
  // https://open.larksuite.com/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/auth-v3/auth/tenant_access_token_internal
  [10_003, 'app-refused'],
  [10_014, 'app-refused'],
  [10_015, 'app-refused'],
]);

/** @returns null for a success: HTTP 2xx and code 0 */
export function refusalOf(
  status: number,
  body: Envelope | undefined,
  asked: Asked,
): Problem | null {
  const { host, about } = asked;
  const success = status >= 200 && status <= 299;
  const code = body?.code ?? 0;
  if (success && code === 0) return null;
  if (status === 429) return { code: 'service-busy', params: { host } };
  if (ofToken(code)) return { code: 'token-expired', params: { host } };
  // 99991672: the app lacks a scope; 99991679: the user's consent lacks it.
  if (code === 99_991_672 || code === 99_991_679) {
    return { code: 'app-scopes-missing', params: { host, scopes: scopesOf(body) } };
  }
  const meaning = meanings.get(code);
  if (meaning) return { code: meaning, params: { host, what: about } };
  if (code === 0 && status === 401) return { code: 'token-expired', params: { host } };
  if (code === 0 && status === 404) {
    return { code: 'service-not-found', params: { host, what: about } };
  }
  const message = saidInShort(body?.msg ?? '', asked.secrets) || '–';
  return { code: 'service-answer', params: { host, status: code || status, message } };
}

/** Any one of them is enough. https://open.larksuite.com/document/uAjLw4CM/ugTN1YjL4UTN24CO1UjN/trouble-shooting/how-to-fix-the-99991672-error */
function scopesOf(body: Envelope | undefined): string {
  const named = (body?.error?.permission_violations ?? []).map((one) => one.subject);
  const scopes = named.filter((name) => /^[\w.:-]{1,80}$/.test(name)).slice(0, 8);
  return scopes.length > 0 ? scopes.join(', ') : 'bitable:app, docs:event:subscribe';
}
