// The one door between page and core: known page, known name, checked input, then the handler. Knows no Electron.
import { errorName } from '#core/core';
import type { Log } from '#core/ports';
import { type CallName, calls, type Handlers } from '#shared/ipc';
import { err, type Result } from '#shared/result';

export type Door = (trusted: boolean, name: unknown, input: unknown) => Promise<Result<unknown>>;

const isCallName = (name: unknown): name is CallName =>
  typeof name === 'string' && Object.hasOwn(calls, name);

/** @param seen is told the name of every call that was answered */
export function createDoor(
  handlers: Handlers<CallName>,
  log: Log,
  seen: (name: CallName) => void = () => {},
): Door {
  return async (trusted, name, input) => {
    if (!trusted) {
      log.warn('a call came from a page that is not ours');
      return refused('sender', '✗');
    }
    if (!isCallName(name)) return refused('call', '?');
    const checked = calls[name].input.safeParse(input);
    if (!checked.success) {
      const issue = checked.error.issues[0];
      return refused([name, ...(issue?.path ?? [])].join('.'), issue?.message ?? '');
    }
    try {
      // `calls` ties each name to its input, and so does `Handlers`; TypeScript cannot follow both through one variable.
      const handler = handlers[name] as (input: unknown) => Promise<Result<unknown>>;
      return await handler(checked.data);
    } catch (cause) {
      log.error('a call failed', { name, reason: errorName(cause) });
      return err({ code: 'internal', params: { reason: name } });
    } finally {
      seen(name);
    }
  };
}

const refused = (path: string, reason: string): Result<never> =>
  err({ code: 'input-invalid', params: { path, reason } });
