// What can go wrong on the way to the person's SSH server: which sentence, and how soon another try makes sense.
import type { Problem } from '#shared/result';
import type { SshTunnel } from '#shared/tunnel-ssh';
import type { TunnelFault } from '../tunnel';

const fault =
  (retry: TunnelFault['retry']) =>
  (code: Problem['code'], params: Problem['params'] = {}): TunnelFault => ({
    problem: { code, params },
    retry,
  });
const soon = fault('soon');
export const held = fault('held');
export const slow = fault('slow');
export const never = fault('never');

/** The machine's own network, or the server's: both mend themselves. */
const noWay = new Set([
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
]);
/** How a server begins, after lines of greeting at most (https://datatracker.ietf.org/doc/html/rfc4253#section-4.2). */
const isSsh = /^SSH-/m;
/** Also what a resolver says while this machine is offline, so it is never the last word. */
const noName = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_FAIL']);

/**
 * @param error as `ssh2` gives it: `level` says where, `code` is a system's (text) or a disconnect reason's (number)
 *   (https://github.com/mscdex/ssh2#client-events, https://datatracker.ietf.org/doc/html/rfc4253#section-11.1)
 * @param said the first that the other end sent; '' when it sent nothing
 * @param refusedKey what to say when the server takes none of our keys
 * @returns why no session came about
 */
export function whyNoSession(
  error: Error | null,
  { host, port }: Pick<SshTunnel, 'host' | 'port'>,
  said: string,
  refusedKey: TunnelFault,
): TunnelFault {
  if (said !== '' && !isSsh.test(said)) return slow('ssh-not-ssh', { host, port });
  if (error === null) return slow('ssh-turned-away', { host });
  const { level, code } = marksOf(error);
  if (level === 'client-authentication') return refusedKey;
  if (typeof code === 'number')
    return /too many authentication/i.test(error.message)
      ? never('ssh-agent-too-many', { host })
      : slow('ssh-turned-away', { host });
  if (noName.has(code)) return soon('ssh-host-unknown', { host });
  if (code === 'ECONNREFUSED') return soon('ssh-refused', { host, port });
  if (noWay.has(code)) return soon('ssh-unreachable', { host, reason: code });
  if (code === 'ETIMEDOUT' || level === 'client-timeout') return soon('ssh-silent', { host, port });
  if (level === 'handshake' && /no matching/i.test(error.message))
    return never('ssh-too-old', { host });
  if (level === 'protocol' || level === 'handshake')
    return /connection lost/i.test(error.message)
      ? slow('ssh-turned-away', { host })
      : slow('ssh-not-ssh', { host, port });
  return soon('ssh-unreachable', { host, reason: code === '' ? error.name : code });
}

/**
 * @param error the last one of a session that was up; null when the server said goodbye
 * @returns why the link is gone; a new one is worth a try at once
 */
export const whyGone = (error: Error | null, { host }: Pick<SshTunnel, 'host'>): TunnelFault =>
  error === null ? soon('ssh-link-ended', { host }) : soon('ssh-link-lost', { host });

function marksOf(error: Error): { readonly level: string; readonly code: string | number } {
  const level = 'level' in error ? error.level : '';
  const code = 'code' in error ? error.code : '';
  return {
    level: typeof level === 'string' ? level : '',
    code: typeof code === 'string' || typeof code === 'number' ? code : '',
  };
}
