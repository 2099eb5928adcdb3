// The proxy that the environment names, for calls and for sockets: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY.
import { getProxyForUrl } from 'proxy-from-env';
import type { RequestInit as ProxiedInit, ProxyAgent } from 'undici';
import type { Fetch } from '#core/core';

/** This machine itself, which no proxy reaches; Chromium leaves it out too. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** @returns null: none is named for this address, or one that speaks no HTTP */
export function proxyFor(url: string): string | null {
  if (loopback.test(new URL(url).hostname)) return null;
  const named = getProxyForUrl(url);
  // Where no scheme was written, the one of the address was put before it; proxies are spoken to in plain HTTP.
  const isWhole = Object.values(process.env).includes(named);
  const proxy = isWhole ? named : named.replace(/^https:/i, 'http:');
  return /^https?:\/\//i.test(proxy) && URL.canParse(proxy) ? proxy : null;
}

/** Node's own fetch knows no proxies before Node 24: https://nodejs.org/api/http.html#built-in-proxy-support */
export function createProxiedFetch(): Fetch {
  const dispatchers = new Map<string, ProxyAgent>();
  return async (url, init) => {
    const proxy = proxyFor(url);
    if (proxy === null) return fetch(url, init);
    // Loaded where it is needed: most networks have no proxy.
    const undici = await import('undici');
    const dispatcher = dispatchers.get(proxy) ?? new undici.ProxyAgent(proxy);
    dispatchers.set(proxy, dispatcher);
    // The same standard by the same authors, of which Node's types describe another version.
    const options = { ...init, dispatcher } as ProxiedInit;
    const answer: unknown = await undici.fetch(url, options);
    return answer as Response; // likewise
  };
}
