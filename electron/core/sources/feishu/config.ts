// What a Feishu or Lark connection is told: which brand, which app, and how to show its dates and addresses.
import { z } from 'zod';

/** A bare host such as `example.feishu.cn`. */
const expectedHost = 'expected a host name, such as example.feishu.cn';
const hostName = z
  .string({ error: expectedHost })
  .max(253, expectedHost)
  .regex(/^(?=.*\.)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i, expectedHost);

const expectedZone = 'expected a time zone, such as Asia/Shanghai';
const timeZone = z.string({ error: expectedZone }).refine(isTimeZone, expectedZone);

const expectedToken = 'expected the token of a base: the part of its address after /base/';
const fileToken = z.string({ error: expectedToken }).min(1, expectedToken);

const expectedApp = 'expected the App ID of the developer console, such as cli_a1b2c3';

export const feishuConfig = z.strictObject(
  {
    /** Two brands on two hosts; an app lives on one, paths and payloads are the same. */
    brand: z.enum(['feishu', 'lark'], { error: 'expected feishu or lark' }),
    appId: z.string({ error: expectedApp }).min(1, expectedApp),
    /** Another host for calls to the service: a private installation, or a loopback port. */
    apiBase: z.url({ error: 'expected an address, such as https://open.feishu.cn' }).optional(),
    /** The base to watch. One app has one request URL, so events of its other bases arrive too and are kept. */
    fileToken: fileToken.optional(),
    /** Where the tenant's documents live; no event names it, and without it there are no links. */
    documentHost: hostName.optional(),
    /** IANA name. Dates arrive as instants, and a day has no meaning without the base's time zone. */
    timeZone: timeZone.optional(),
  },
  { error: 'expected an object with brand, appId and what else is set up' },
);
export type FeishuConfig = z.infer<typeof feishuConfig>;

export const feishuTarget = z.strictObject(
  { fileToken: fileToken.optional() },
  { error: 'expected an object with the member fileToken' },
);
export type FeishuTarget = z.infer<typeof feishuTarget>;

export const feishuSecrets = ['appSecret', 'verificationToken', 'encryptKey'] as const;

/** The zone dates are shown in: as configured, else China's for Feishu, else this machine's. */
export function timeZoneOf(config: FeishuConfig): string {
  if (config.timeZone !== undefined) return config.timeZone;
  return config.brand === 'feishu'
    ? 'Asia/Shanghai'
    : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
