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

/** What a plan allows in a month; null: no limit, or none that is known. */
const plan = z.strictObject({
  requests: z.number().int().min(1).nullable().default(null),
  /** 10⁹ bytes that go out: our answers, not what services send. */
  gigabytes: z.number().positive().nullable().default(null),
});
export type NgrokPlan = z.infer<typeof plan>;

/** https://ngrok.com/docs/pricing-limits/free-plan-limits/ */
export const freePlan: NgrokPlan = { requests: 20_000, gigabytes: 1 };

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
    .refine((text) => Number(text.split(':').at(-1)) <= 65_535, 'expected a port up to 65535')
    .nullable()
    .default(null),
  /**
   * Whose certificates are trusted on the way to ngrok. `ngrok`: its own only; `host`: those of this machine, for a
   * network whose proxy opens TLS; else a PEM file.
   */
  ca: z
    .union([z.enum(['ngrok', 'host']), z.strictObject({ file: z.string().min(1).max(4096) })])
    .default('ngrok'),
  /** Absent: the free plan. */
  plan: plan.optional(),
});
export type NgrokTunnel = z.infer<typeof ngrokTunnel>;
