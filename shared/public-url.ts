// What a public address may look like, and what is wrong with one that may not.
import { z } from 'zod';
import { isLoopback } from './loopback';

type UrlIssue = 'notAnAddress' | 'notHttps' | 'tooMuch';

/**
 * https, or http for this machine alone: services send table content over it.
 * @returns null when it can be used
 */
export function checkPublicUrl(text: string): UrlIssue | null {
  if (!URL.canParse(text)) return 'notAnAddress';
  const { protocol, search, hash, username, password } = new URL(text);
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(text))) return 'notHttps';
  // The app appends its own path; a query, a fragment or credentials would end up in the middle of it.
  return search + hash + username + password === '' ? null : 'tooMuch';
}

export const publicUrl = z.string().refine((text) => checkPublicUrl(text) === null, {
  error:
    'expected an https address without query or user name (http only for 127.0.0.1 or localhost)',
});
