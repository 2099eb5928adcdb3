// What a person can set.
import { z } from 'zod';
import { locale } from './locale';

export const settings = z.object({
  /** null: follow the system. */
  locale: locale.nullable().default(null),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  density: z.enum(['comfortable', 'compact']).default('comfortable'),
  notifications: z.boolean().default(true),
  /** Close button leaves the app in the tray. */
  closeToTray: z.boolean().default(true),
  /** Paused: changes are received and stored, nothing is announced. */
  paused: z.boolean().default(false),
  /** Secrets may be kept unencrypted on a system that cannot encrypt; asked for in clear words. */
  plainSecrets: z.boolean().default(false),
  /** The person's own public address that forwards to the receiver; https, or http for loopback. */
  publicAddress: z
    .object({ kind: z.literal('own'), url: z.url() })
    .nullable()
    .default(null),
});
export type Settings = z.infer<typeof settings>;
export const settingsPatch = settings.partial();
export const defaultSettings: Settings = settings.parse({});
