// Whether a text can be the person's own public address.

export type AddressIssue = 'not-an-address' | 'not-https' | 'too-much';

/**
 * https, or http for this machine alone: services send table content over it.
 * @returns null when it can be used
 */
export function checkPublicAddress(text: string): AddressIssue | null {
  const typed = text.trim();
  if (!URL.canParse(typed)) return 'not-an-address';
  const url = new URL(typed);
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol === 'http:' && !loopback) return 'not-https';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not-https';
  // The app appends its own path; a query, a fragment or credentials would end up in the middle of it.
  if (url.search !== '' || url.hash !== '' || url.username !== '') return 'too-much';
  return null;
}
