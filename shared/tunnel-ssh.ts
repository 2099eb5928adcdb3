// The public address over SSH: a port of the person's own server, carried here; one member of the setting's union.
import { z } from 'zod';
import { publicUrl } from './public-url';

/** A name or an address; goes into connections, proxy snippets and sentences, so nothing that could end a line or a word. */
const host = z
  .string()
  .max(253)
  .regex(/^(?!-)[\p{L}\p{N}._:-]+(%[\w.-]+)?$/u, 'expected a host name or an IP address');
const port = z.int().min(1).max(65_535);

export const sshTunnel = z.strictObject({
  kind: z.literal('ssh'),
  /** The SSH server. */
  host,
  port: port.default(22),
  user: z.string().regex(/^[^\s\p{C}]{1,128}$/u, 'expected a user name'),
  /** Path of a private key on this machine; null: the running SSH agent has the key. Its passphrase lies in the vault. */
  keyFile: z.string().min(1).max(4096).nullable().default(null),
  /** Where the server listens for us; another address than its loopback for a web server elsewhere or in a container. */
  bindAddress: host.default('127.0.0.1'),
  /** The port there that the web server forwards to. */
  bindPort: port.default(9010),
  /** What the services call; the server's web server answers it and forwards to the port above. */
  url: publicUrl,
  /** The person knows that this very address leads here, where this machine cannot see it. */
  trusted: z.boolean().optional(),
  /**
   * The server's key as first seen, its type and the fingerprint that `ssh-keygen -l` prints: `ssh-ed25519 SHA256:…`.
   * null: not met yet, or to be met anew.
   */
  hostKey: z
    .string()
    .regex(
      /^[\w@.-]{1,64} SHA256:[A-Za-z0-9+/]{43}$/,
      'expected a key type and a SHA256 fingerprint',
    )
    .nullable()
    .default(null),
});
export type SshTunnel = z.infer<typeof sshTunnel>;
