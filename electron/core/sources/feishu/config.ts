// What a Feishu or Lark connection is told: which brand, which app, and how to show its dates and addresses.
import { z } from 'zod';
import { isTimeZone, type Zones } from './cells/date-text';
import { placeIn } from './place';

/** A bare host such as `example.feishu.cn`. */
const expectedHost = 'expected a host name, such as example.feishu.cn';
const hostName = z
  .string({ error: expectedHost })
  .max(253, expectedHost)
  .regex(/^(?=.*\.)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i, expectedHost);

const expectedZone = 'expected a time zone, such as Asia/Shanghai';
const timeZone = z.string({ error: expectedZone }).refine(isTimeZone, expectedZone);

const expectedToken = 'expected the token of a base: the part of its address after /base/';
/** The token, or the base's whole address as a person copies it; what names a wiki's page is told apart before. */
const fileToken = z
  .string({ error: expectedToken })
  .trim()
  .min(1, expectedToken)
  .transform((text, context) => {
    const place = placeIn(text);
    if (place?.kind === 'base') return place.token;
    if (!text.includes('/')) return text;
    context.addIssue({ code: 'custom', message: expectedToken });
    return z.NEVER;
  });

const expectedTable = 'expected the ID of a table, such as tblOaqBWfGe1';
const tableId = z.string({ error: expectedTable }).trim().min(1, expectedTable);

const expectedBase = 'expected an address, such as https://open.feishu.cn';
/** Secrets go there: https, or plain http on this machine. */
const apiBase = z
  .url({ error: expectedBase })
  .refine(isServiceAddress, expectedBase)
  .transform((text) => text.replace(/\/+$/, ''));

const expectedMode = 'expected longConnection or webhook';
const expectedApp = 'expected the App ID of the developer console, such as cli_a1b2c3';

/**
 * From an address comes more than the token: the host of the tenant's documents, and that a page of a wiki stands for a base
 * which only the service can name.
 */
function withAddress(entered: unknown): unknown {
  if (typeof entered !== 'object' || entered === null) return entered;
  const { fileToken: text, ...rest }: { readonly fileToken?: unknown } = { ...entered };
  if (typeof text !== 'string') return entered;
  const place = placeIn(text);
  const host = hostName.safeParse(place?.host).data;
  const found = host === undefined ? {} : { documentHost: host };
  return place?.kind === 'wiki'
    ? { ...found, ...rest, wikiToken: place.token }
    : { ...found, ...entered };
}

const shape = z.strictObject(
  {
    /** Two brands on two hosts; an app lives on one, paths and payloads are the same. */
    brand: z.enum(['feishu', 'lark'], { error: 'expected feishu or lark' }),
    appId: z
      .string({ error: expectedApp })
      .trim()
      .regex(/^cli_\w+$/i, expectedApp),
    /** Another host for calls to the service: a private installation, or a loopback port. */
    apiBase: apiBase.optional(),
    /** The base to watch. One app has one request URL, so events of its other bases arrive too and are kept. */
    fileToken: fileToken.optional(),
    /** A page of a wiki in its place: which base it stands for is asked when one is picked. */
    wikiToken: z.string().optional(),
    /** Which of the app's two ways its events take, as it is set in the console: the one excludes the other. */
    mode: z.enum(['longConnection', 'webhook'], { error: expectedMode }).optional(),
    /** Where the tenant's documents live; no event names it, and without it there are no links. */
    documentHost: hostName.optional(),
    /** IANA name. Dates arrive as instants, and a day has no meaning without the base's time zone. */
    timeZone: timeZone.optional(),
  },
  { error: 'expected an object with brand, appId and what else is set up' },
);
export const feishuConfig = z.preprocess(withAddress, shape);
export type FeishuConfig = z.infer<typeof feishuConfig>;

export const feishuTarget = z.strictObject(
  {
    /** The base; left out, it is the connection's. */
    baseId: fileToken.optional(),
    /** The same, by the name that the connection has for it. */
    fileToken: fileToken.optional(),
    /** The table whose rows are compared; left out, those of all tables. Events of the whole base arrive in any case. */
    tableId: tableId.optional(),
  },
  { error: 'expected an object with the members baseId and tableId' },
);
export type FeishuTarget = z.infer<typeof feishuTarget>;

/** `tenantToken` is not entered: it is got with the App Secret, and kept until it ends. */
export const feishuSecrets = [
  'appSecret',
  'verificationToken',
  'encryptKey',
  'tenantToken',
] as const;

/** Where the API and the long connection are asked for; without a slash at its end. */
export function apiBaseOf({ apiBase: own, brand }: FeishuConfig): string {
  return own ?? (brand === 'feishu' ? 'https://open.feishu.cn' : 'https://open.larksuite.com');
}

/** The base of a subscription: its own, else the connection's. */
export function baseTokenOf(config: FeishuConfig, target: FeishuTarget): string | undefined {
  return target.baseId ?? target.fileToken ?? config.fileToken;
}

/** The zone dates are shown in: as configured, else China's for Feishu, else this machine's. */
export function timeZoneOf(config: FeishuConfig): string {
  if (config.timeZone !== undefined) return config.timeZone;
  return config.brand === 'feishu'
    ? 'Asia/Shanghai'
    : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Zones of dates in events: as configured, else the base's where its fields tell, else a likely one. */
export const zonesOf = (config: FeishuConfig): Zones => ({
  chosen: config.timeZone,
  otherwise: timeZoneOf(config),
});

function isServiceAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (`${username}${password}${search}${hash}` !== '') return false;
  const isLocal = hostname === 'localhost' || /^127(\.\d+){3}$|^\[::1\]$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isLocal);
}
