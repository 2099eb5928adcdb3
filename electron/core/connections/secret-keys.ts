// Where a connection's secrets lie in the vault, and how the secret of a managed hook comes of them.
import { createHash, createHmac } from 'node:crypto';
import type { Vault } from '../ports';
import type { HookSecretNames } from '../sources/source';

export const connectionSecret = (connectionId: string, name: string): string =>
  `connection/${connectionId}/${name}`;

/**
 * What the person entered for all hooks of the connection; else made of a token, so that it is the same after every restart and lies
 * nowhere.
 * @param names of the secrets that the source uses for it
 * @returns undefined when neither is at hand
 */
export function hookSecret(
  vault: Vault,
  names: HookSecretNames,
  connectionId: string,
  subscriptionId: string,
): string | undefined {
  const entered = vault.get(connectionSecret(connectionId, names.entered));
  if (entered !== undefined) return entered;
  const key = vault.get(connectionSecret(connectionId, names.madeOf));
  if (key === undefined) return undefined;
  return createHmac('sha256', key).update(`hook of ${subscriptionId}`).digest('base64url');
}

/** Tells whether a hook was made with the secret of today, without keeping the secret. */
export const digestOf = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');
