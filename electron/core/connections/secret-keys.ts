// Where a connection's secrets lie in the vault, and how the secret of a managed hook comes of them.
import { createHash, createHmac } from 'node:crypto';
import type { Vault } from '../ports';

export const connectionSecret = (connectionId: string, name: string): string =>
  `connection/${connectionId}/${name}`;

/** Under this name a source finds the secret that its hook sends with every delivery. */
export const hookSecretName = 'headerSecret';

/** The secret whose loss means that a managed hook's deliveries cannot be checked. */
export const hookKeyName = 'token';

/**
 * What the person entered for all hooks of the connection; else made of the API token, so that it is the same after every
 * restart and lies nowhere.
 * @returns undefined when neither is at hand
 */
export function hookSecret(
  vault: Vault,
  connectionId: string,
  subscriptionId: string,
): string | undefined {
  const entered = vault.get(connectionSecret(connectionId, hookSecretName));
  if (entered !== undefined) return entered;
  const key = vault.get(connectionSecret(connectionId, hookKeyName));
  if (key === undefined) return undefined;
  return createHmac('sha256', key).update(`hook of ${subscriptionId}`).digest('base64url');
}

/** Tells whether a hook was made with the secret of today, without keeping the secret. */
export const digestOf = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');
