// Finds out whether a NocoDB server would refuse to send to a private address: it takes such hooks, and then sends nothing.
import { z } from 'zod';
import { type Access, call } from './client';
import { type HookVersion, orderFor } from './hook-order';

/** The server itself waits longer for an address that does not answer; its refusal comes at once. */
const timeoutMs = 5000;

/**
 * Asks the server to test a hook, which it refuses with a sentence about private addresses unless it was started with
 * `NC_ALLOW_LOCAL_HOOKS=true`. The test goes to the root of the callback's origin, without the secret and without rows: a
 * receiver answers nobody there, so nothing is kept of it. What else goes wrong with the test says nothing and is ignored.
 */
export async function refusesPrivate(
  access: Access,
  tableId: string,
  callbackUrl: string,
  version: HookVersion,
): Promise<boolean> {
  if (!looksPrivate(new URL(callbackUrl).hostname)) return false;
  const [hook] = orderFor(version, new URL('/', callbackUrl).href, null);
  const tested = await call(access, {
    method: 'POST',
    path: `/api/v2/meta/tables/${encodeURIComponent(tableId)}/hooks/test`,
    json: { hook, payload: { data: { rows: [] }, user: null } },
    answer: z.unknown(),
    about: tableId,
    timeoutMs,
  });
  if (tested.ok || tested.error.code !== 'service-answer') return false;
  return /private (network )?IP/i.test(String(tested.error.params?.message ?? ''));
}

/** Loopback, private and link-local ranges (RFC 1918, 4193, 3927, 6762), and names without a dot. */
function looksPrivate(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (host.includes(':')) return /^(::1$|::$|::ffff:|f[cd]|fe[89ab])/i.test(host);
  if (/^\d+(\.\d+){3}$/.test(host)) {
    return /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(
      host,
    );
  }
  return !host.includes('.') || /\.(local|localhost|internal|lan|home\.arpa)$/i.test(host);
}
