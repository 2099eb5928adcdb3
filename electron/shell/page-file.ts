// Maps an address of the page's own scheme to a file, or to nothing. Pure but for the path arithmetic.
import { extname, join, sep } from 'node:path';

export const pageScheme = 'app';
const pageHost = 'tablewatch';
export const pageAddress = `${pageScheme}://${pageHost}/index.html`;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'", // Mantine sets styles on elements
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** True for addresses of the page itself, by scheme and host. */
export function isPageAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === `${pageScheme}:` && host === pageHost;
}

/**
 * @param address as the page asked for it
 * @param root absolute path of the folder that holds the page
 * @returns null for anything outside of `root`, of another host, or of a kind the page has no use for
 */
export function pageFile(
  address: string,
  root: string,
): { readonly path: string; readonly contentType: string } | null {
  if (!isPageAddress(address)) return null;
  let path: string;
  try {
    path = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null; // a malformed escape
  }
  // No part of the page has such a name; refusing outright leaves nothing to normalise wrongly.
  if (/[\0\\:]/.test(path) || path.split('/').includes('..')) return null;
  const file = join(root, path);
  const contentType = contentTypes[extname(file).toLowerCase()];
  if (contentType === undefined || !file.startsWith(root.endsWith(sep) ? root : root + sep)) {
    return null;
  }
  return { path: file, contentType };
}
