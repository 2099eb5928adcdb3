// What a person does to the public address itself; the address is a setting.
import type { CallName, Handlers } from '#shared/ipc';
import type { PublicAddress } from '#shared/public-address';
import { ok } from '#shared/result';
import type { TunnelSecret } from '#shared/tunnel';
import type { Engine } from '../engine';
import type { PortKeeper } from '../receiver/port';
import { tunnelSecretKey } from '../tunnel/providers';

/** Which way to the outside needs which secret. */
const wayOf = { 'ngrok-authtoken': 'ngrok', 'ssh-passphrase': 'ssh' } as const satisfies Readonly<
  Record<TunnelSecret, PublicAddress['kind']>
>;

export function tunnelCalls(
  { store, vault, tunnel, status }: Engine,
  port: Pick<PortKeeper, 'move'>,
): Handlers<Extract<CallName, `tunnel.${string}`>> {
  return {
    async 'tunnel.keepSecret'({ name, value }) {
      if (value === '') vault.delete(tunnelSecretKey(name));
      else vault.set(tunnelSecretKey(name), value);
      // A link that does not need it is not torn down.
      if (store.settings().publicAddress?.kind === wayOf[name]) tunnel.restart();
      status.touch();
      return ok(status.read());
    },
    async 'tunnel.setPort'({ port: wanted }) {
      const moved = await port.move(wanted);
      return moved.ok ? ok(status.read()) : moved;
    },
    async 'tunnel.retry'() {
      // A link that stands is asked again, not torn down.
      if (tunnel.state().kind === 'failed') tunnel.restart();
      else await tunnel.prove();
      return ok(status.read());
    },
  };
}
