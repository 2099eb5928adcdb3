// The public address over ngrok; one member of the setting's union. The authtoken lies in the vault.
import { z } from 'zod';

/** Points of presence: https://ngrok.com/docs/universal-gateway/points-of-presence/ */
export const ngrokRegions = ['us', 'us-cal-1', 'eu', 'ap', 'au', 'in', 'jp', 'sa'] as const;

const domain = z
  .string()
  .max(253)
  .regex(
    /^(?!-)[a-z\d-]+(\.[a-z\d-]+)+$/,
    'expected a domain in small letters, e.g. name.ngrok.app',
  );

export const ngrokTunnel = z.strictObject({
  kind: z.literal('ngrok'),
  /** The domain that the account has reserved; null: a new name at every start. */
  domain: domain.nullable().default(null),
  /** null: the nearest one. */
  region: z.enum(ngrokRegions).nullable().default(null),
  /** A connect URL of one's own, `host:port` (https://ngrok.com/docs/agent/connect-url/); null: ngrok's. */
  serverAddr: z
    .string()
    .max(300)
    .regex(/^[^\s/@]+:\d{1,5}$/, 'expected host:port')
    .nullable()
    .default(null),
  /**
   * Whose certificates are trusted on the way to ngrok. `ngrok`: its own only; `host`: those of this machine, for a
   * network whose proxy opens TLS; else a PEM file.
   */
  ca: z
    .union([z.enum(['ngrok', 'host']), z.strictObject({ file: z.string().min(1).max(4096) })])
    .default('ngrok'),
});
export type NgrokTunnel = z.infer<typeof ngrokTunnel>;
