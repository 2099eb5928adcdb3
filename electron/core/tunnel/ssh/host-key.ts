// The server's key: how it is written down, and which key types to ask a known server for.
import { createHash } from 'node:crypto';
import type { ServerHostKeyAlgorithm } from 'ssh2';

/**
 * @param blob public key as the server sends it (https://datatracker.ietf.org/doc/html/rfc4253#section-6.6)
 * @returns `ssh-ed25519 SHA256:…`, the fingerprint as `ssh-keygen -l` prints it
 */
export function pinOf(blob: Buffer): string {
  const type = blob.subarray(4, 4 + blob.readUInt32BE(0)).toString('latin1');
  const digest = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '');
  return `${type} SHA256:${digest}`;
}

/** Every type of `ssh2` that is not broken, best first. */
const algorithms: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
];

/**
 * A server has keys of several types and shows the one asked for first: a known server is asked for the known type, else
 * a type that it got later would look like another server.
 */
export function algorithmsFor(pin: string | null): ServerHostKeyAlgorithm[] {
  const type = pin?.split(' ', 1)[0];
  const isKnown = (name: string) =>
    name === type || (type === 'ssh-rsa' && name.startsWith('rsa-sha2-'));
  return [...algorithms.filter(isKnown), ...algorithms.filter((algorithm) => !isKnown(algorithm))];
}
