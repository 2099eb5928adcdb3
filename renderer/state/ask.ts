// Calls the core and turns a broken call into a problem, so that no place needs a catch of its own.
import type { CallInput, CallName, Calls } from '#shared/ipc';
import { err, type Result } from '#shared/result';
import { bridge } from '../bridge';

export type Value<N extends CallName> = Calls[N] extends { readonly output?: Result<infer T> }
  ? T
  : never;

export async function ask<N extends CallName>(
  name: N,
  input: CallInput<N>,
): Promise<Result<Value<N>>> {
  try {
    // The contract ties the call's name to its output; TypeScript cannot follow that through the generic.
    return (await bridge.call(name, input)) as Result<Value<N>>;
  } catch (error) {
    const reason = error instanceof Error ? error.name : typeof error;
    return err({ code: 'internal', params: { reason } });
  }
}
