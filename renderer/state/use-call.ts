// Reads one call of the core into a component, again whenever a push says that its answer may have changed.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallInput, CallName, PushName } from '#shared/ipc';
import type { Problem } from '#shared/result';
import { ask, type Value } from './ask';
import { usePushes } from './use-pushes';

export type Answer<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly problem: Problem };

/**
 * @param name the call
 * @param input its input; compared by its JSON
 * @param refreshOn pushes after which it is read again, as it is after a missed push; the old value stays until the new one is there
 */
export function useCall<N extends CallName>(
  name: N,
  input: CallInput<N>,
  refreshOn: readonly PushName[] = [],
): { readonly answer: Answer<Value<N>>; readonly reload: () => void } {
  const [answer, setAnswer] = useState<Answer<Value<N>>>({ kind: 'loading' });
  const inputKey = JSON.stringify(input);

  /** Only the answer to the newest question counts; questions are numbered. */
  const newest = useRef(0);
  /** A burst of pushes asks twice, not a hundred times: `stale` says that one came while an answer was on its way. */
  const running = useRef({ asked: false, stale: false });
  const reload = useCallback(() => {
    newest.current += 1;
    const question = newest.current;
    running.current = { asked: true, stale: false };
    void ask(name, JSON.parse(inputKey)).then((outcome) => {
      if (question !== newest.current) return;
      const again = running.current.stale;
      running.current = { asked: false, stale: false };
      setAnswer(
        outcome.ok
          ? { kind: 'ready', value: outcome.value }
          : { kind: 'failed', problem: outcome.error },
      );
      if (again) reload();
    });
  }, [name, inputKey]);

  useEffect(() => {
    reload();
    return () => {
      newest.current += 1;
    };
  }, [reload]);

  usePushes((push, missed) => {
    if (!missed && !refreshOn.includes(push.name)) return;
    if (running.current.asked) running.current.stale = true;
    else reload();
  });

  return { answer, reload };
}
