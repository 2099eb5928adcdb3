// The port of the receiver: the same from run to run where that can be, since services and tunnels know it.
import type { Result } from '#shared/result';
import type { Receiver } from './server';

/**
 * Listens on the port asked for; where none is, on that of the last run, and on any other when somebody has taken it
 * meanwhile.
 * @param wanted 0 when none is asked for
 * @returns `http://127.0.0.1:PORT`
 */
export async function listenAsBefore(
  receiver: Receiver,
  wanted: number,
  last: number | null,
): Promise<Result<string>> {
  if (wanted !== 0 || last === null) return receiver.listen(wanted);
  const again = await receiver.listen(last);
  return again.ok ? again : receiver.listen(0);
}
