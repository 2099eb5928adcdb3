// The door of every call: the input is checked by the contract's schema, and nothing throws across it.
import { type CallName, type CallOutput, calls, type Handlers } from '#shared/ipc';
import { err } from '#shared/result';
import type { Log } from '../ports';
import { errorName } from '../redact-log';
import { StoreFailure } from '../store/store';

/**
 * @param handlers one per call
 * @param log where our own bugs are reported
 * @returns the same handlers, taking any input; a wrong one gives `input-invalid`, an exception `internal`
 */
export function guarded<N extends CallName>(handlers: Handlers<N>, log: Log): Handlers<N> {
  const entries = Object.entries(handlers).map(([name, handler]) => {
    // `Object.entries` forgets that the names are the contract's and the handlers belong to them.
    const callName = name as N;
    const handle = handler as (input: unknown) => Promise<CallOutput<N>>;
    return [
      name,
      async (input: unknown) => {
        const checked = calls[callName].input.safeParse(input);
        if (!checked.success) {
          const issue = checked.error.issues[0];
          return err({
            code: 'input-invalid',
            params: {
              path: issue?.path.map(String).join('.') ?? '',
              reason: issue?.message ?? '',
            },
          });
        }
        try {
          return await handle(checked.data);
        } catch (error) {
          log.error('a call failed', { call: name, error: errorName(error) });
          return err(
            error instanceof StoreFailure && error.kind === 'full'
              ? { code: 'store-full' }
              : { code: 'internal', params: { reason: errorName(error) } },
          );
        }
      },
    ];
  });
  // Every handler was wrapped under its own name.
  return Object.fromEntries(entries) as Handlers<N>;
}
