// Picks the way to the outside that the setting names.

import type { PublicAddress } from '#shared/public-address';
import { assertNever } from '#shared/result';
import type { TunnelSecret } from '#shared/tunnel';
import type { Clock, ProcessHost, Vault } from '../ports';
import { createNgrokProvider } from './ngrok/provider';
import { createOwnProvider } from './own';
import { agentAddress } from './ssh/identity';
import { createSshProvider } from './ssh/provider';
import type { TunnelProvider } from './tunnel';

export interface ProviderNeeds {
  readonly processes: ProcessHost;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly version: string;
  /** ms between two proofs of a link that a month's allowance pays for. */
  readonly proveEvery: () => number;
  /** An SSH server's key, met for the first time, is to be kept with the setting. */
  readonly keepHostKey: (hostKey: string) => void;
}

export const tunnelSecretKey = (name: TunnelSecret): string => `tunnel/${name}`;

export function createProvider(address: PublicAddress, needs: ProviderNeeds): TunnelProvider {
  const secret = (name: TunnelSecret) => needs.vault.get(tunnelSecretKey(name));
  switch (address.kind) {
    case 'own':
      return createOwnProvider(address);
    case 'ngrok':
      return createNgrokProvider(address, {
        ...needs,
        authtoken: () => secret('ngrok-authtoken'),
      });
    case 'ssh':
      return createSshProvider(address, {
        ...needs,
        passphrase: () => secret('ssh-passphrase'),
        agent: agentAddress(process.env, process.platform),
      });
    default:
      return assertNever(address);
  }
}
