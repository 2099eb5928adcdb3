// What a person can set.
import { z } from 'zod';
import { locale } from './locale';
import { publicAddress } from './public-address';

export const settings = z.object({
  /** null: follow the system. */
  locale: locale.nullable(),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  notifications: z.boolean(),
  /** Close button leaves the app in the tray. */
  closeToTray: z.boolean(),
  /** Paused: changes are received and stored, nothing is announced. */
  paused: z.boolean(),
  /** Secrets may be kept unencrypted on a system that cannot encrypt; asked for in clear words. */
  plainSecrets: z.boolean(),
  /** How services reach the receiver; null: only this machine does. */
  publicAddress: publicAddress.nullable(),
  /** What was used before, the last of each other way: who comes back to one finds it as it was. */
  formerAddresses: z.array(publicAddress).max(3).optional(),
});
export type Settings = z.infer<typeof settings>;
export const settingsPatch = settings.partial();

export const defaultSettings: Settings = {
  locale: null,
  theme: 'system',
  density: 'comfortable',
  notifications: true,
  closeToTray: true,
  paused: false,
  plainSecrets: false,
  publicAddress: null,
};
