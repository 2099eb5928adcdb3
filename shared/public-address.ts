// Where services reach this machine: the person's own address, or a tunnel.
import { z } from 'zod';
import { publicUrl } from './public-url';
import { ngrokTunnel } from './tunnel-ngrok';
import { sshTunnel } from './tunnel-ssh';

const ownAddress = z.strictObject({ kind: z.literal('own'), url: publicUrl });

export const publicAddress = z.discriminatedUnion('kind', [ownAddress, ngrokTunnel, sshTunnel]);
export type PublicAddress = z.infer<typeof publicAddress>;

/** @returns the address that stays the same over restarts; null where a tunnel gives a new one each time */
export function stableUrl(address: PublicAddress | null): string | null {
  if (address === null) return null;
  if (address.kind !== 'ngrok') return address.url;
  return address.domain === null ? null : `https://${address.domain}`;
}
