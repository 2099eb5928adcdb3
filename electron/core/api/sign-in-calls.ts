// Signing in at a service in the system browser.
import type { Handlers } from '#shared/ipc';
import { ok } from '#shared/result';
import type { SignIns } from '../connections/sign-in';

export function signInCalls(signIns: SignIns): Handlers<'signIn.start' | 'signIn.cancel'> {
  return {
    'signIn.start': (draft) => signIns.start(draft),
    async 'signIn.cancel'({ id }) {
      signIns.cancel(id);
      return ok(null);
    },
  };
}
