// Chooses the receiver's port.
import type { Result } from '#shared/result';
import type { Receiver } from './server';

/**
 * Listens on the port asked for; where none is, on that of the last run, which services and tunnels know, and on any
 * other when somebody has taken it meanwhile.
 * @param wanted 0: none
 * @returns `http://127.0.0.1:PORT`, or why not
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
