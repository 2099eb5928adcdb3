// What a person can set.
import { z } from 'zod';
import { locale } from './locale';

/** https, or http for a loopback address: a service must never send changes over the open net in clear. */
export const publicUrl = z.string().refine(
  (text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, search, hash, username, password } = new URL(text);
    if (search + hash + username + password !== '') return false;
    const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
    return protocol === 'https:' || (protocol === 'http:' && isLoopback);
  },
  {
    error:
      'expected an https address without query or user name (http only for 127.0.0.1 or localhost)',
  },
);

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
  /** The person's own public address that forwards to the receiver; https, or http for loopback. */
  publicAddress: z.object({ kind: z.literal('own'), url: publicUrl }).nullable(),
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
