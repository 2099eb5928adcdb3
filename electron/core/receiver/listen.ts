// Where the receiver listens, and by what name it is called from outside.
import type { Result } from '#shared/result';
import type { Receiver } from './server';

/**
 * Listens on the port asked for; where none is, on that of the last run, which services and tunnels know, and on any
 * other when somebody has taken it meanwhile.
 */
export async function listen(
  receiver: Receiver,
  wanted: number,
  last: number | null,
): Promise<Result<string>> {
  if (wanted !== 0 || last === null) return receiver.listen(wanted);
  const again = await receiver.listen(last);
  return again.ok ? again : receiver.listen(0);
}

/** Host with port, lower-case, as a Host header would name it. */
export function hostOf(url: string | undefined): string | null {
  return url === undefined ? null : new URL(url).host;
}
