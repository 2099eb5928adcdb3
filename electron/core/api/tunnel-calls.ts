// What a person does to the public address itself; the address is a setting.
import type { CallName, Handlers } from '#shared/ipc';
import { ok } from '#shared/result';
import type { Engine } from '../engine';
import { tunnelSecretKey } from '../tunnel/providers';

export function tunnelCalls({
  vault,
  tunnel,
  status,
}: Engine): Handlers<Extract<CallName, `tunnel.${string}`>> {
  return {
    async 'tunnel.keepSecret'({ name, value }) {
      if (value === '') vault.delete(tunnelSecretKey(name));
      else vault.set(tunnelSecretKey(name), value);
      tunnel.restart();
      status.touch();
      return ok(status.read());
    },
    async 'tunnel.retry'() {
      // A link that stands is asked again, not torn down.
      if (tunnel.state().kind === 'failed') tunnel.restart();
      else tunnel.wake();
      return ok(status.read());
    },
  };
}
