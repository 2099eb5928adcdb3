// Where services reach this machine: the person's own address, or a tunnel.
import { z } from 'zod';
import { publicUrl } from './public-url';
import { ngrokTunnel } from './tunnel-ngrok';
import { sshTunnel } from './tunnel-ssh';

const ownAddress = z.strictObject({
  kind: z.literal('own'),
  url: publicUrl,
  /** The person knows that this very address leads here, where this machine cannot see it. */
  trusted: z.boolean().optional(),
});

export const publicAddress = z.discriminatedUnion('kind', [ownAddress, ngrokTunnel, sshTunnel]);
export type PublicAddress = z.infer<typeof publicAddress>;

/** @returns what is worth keeping once `next` takes the place of `before`: the last one of each other way */
export function formerAddresses(
  former: readonly PublicAddress[],
  before: PublicAddress | null,
  next: PublicAddress | null,
): PublicAddress[] {
  const last = before === null ? former : [...former.filter(isOther(before)), before];
  return next === null ? [...last] : last.filter(isOther(next));
}

const isOther = (one: PublicAddress) => (other: PublicAddress) => other.kind !== one.kind;

/** @returns the address that stays the same over restarts; null where a tunnel gives a new one each time */
export function stableUrl(address: PublicAddress | null): string | null {
  if (address === null) return null;
  if (address.kind !== 'ngrok') return address.url;
  return address.domain === null ? null : `https://${address.domain}`;
}

/** @returns whether an address that cannot be proved from here is good all the same: its service or the person says so */
export function isVouched(address: PublicAddress | null): boolean {
  if (address === null) return false;
  return address.kind === 'ngrok' || address.trusted === true;
}
