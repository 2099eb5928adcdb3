// Reads what Chromium says of the system's proxies. Pure.

/**
 * @param said the answer of `session.resolveProxy`, as a PAC script would give it: `PROXY host:port; SOCKS5 host:port; DIRECT`
 * (https://www.electronjs.org/docs/latest/api/session#sesresolveproxyurl)
 * @returns the address of the first one that an HTTP proxy agent can use, or null where the way is straight or only
 * SOCKS proxies are named
 */
export function proxyIn(said: string): string | null {
  for (const entry of said.split(';')) {
    const [kind = '', place = ''] = entry.trim().split(/\s+/);
    if (/^direct$/i.test(kind)) return null;
    if (place === '') continue;
    if (/^(proxy|http)$/i.test(kind)) return `http://${place}`;
    if (/^https$/i.test(kind)) return `https://${place}`;
  }
  return null;
}
