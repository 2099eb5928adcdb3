// Whether a text can be the person's own public address.

export type UrlIssue = 'notAnAddress' | 'notHttps' | 'tooMuch';

/**
 * https, or http for this machine alone: services send table content over it.
 * @returns null when it can be used
 */
export function checkPublicAddress(text: string): UrlIssue | null {
  const typed = text.trim();
  if (!URL.canParse(typed)) return 'notAnAddress';
  const url = new URL(typed);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol === 'http:' && !loopback) return 'notHttps';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'notHttps';
  // The app appends its own path; a query, a fragment or credentials would end up in the middle of it.
  if (url.search + url.hash + url.username + url.password !== '') return 'tooMuch';
  return null;
}
