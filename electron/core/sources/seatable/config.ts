// What a SeaTable connection is set up with.
import { z } from 'zod';

const blank = (value: unknown) => (value === '' ? undefined : value);

const expectedUuid = 'expected the UUID of a base: 32 hexadecimal digits, hyphens allowed';
const expectedTable = 'expected the ID of a table, as it stands in its address after tid=';

/** With or without hyphens. */
const uuid = z.preprocess(
  blank,
  z
    .string({ error: expectedUuid })
    .regex(/^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i, expectedUuid)
    .optional(),
);

export const config = z.strictObject(
  {
    /** Address of the server, without a path. */
    server: z.preprocess(
      blank,
      z.url({ protocol: /^https?$/, error: 'expected an http or https address' }).optional(),
    ),
    /** An API token and a webhook name their base themselves, so it may be left out. */
    baseUuid: uuid,
  },
  { error: 'expected an object with the members server and baseUuid' },
);
export type Config = z.infer<typeof config>;

const defaultServer = 'https://cloud.seatable.io';

/** Address of the server, without a slash at its end. */
export const serverOf = ({ server }: Config): string =>
  (server ?? defaultServer).replace(/\/+$/, '');

/** A webhook and the live channel report a whole base; with a table, only its changes are told. */
export const target = z.strictObject(
  {
    /** The connection's own, where a table was picked from a list. */
    baseId: uuid,
    tableId: z.preprocess(
      blank,
      z.string({ error: expectedTable }).trim().min(1, expectedTable).optional(),
    ),
  },
  { error: 'expected an object with the members baseId and tableId' },
);
export type Target = z.infer<typeof target>;

/**
 * `webhookSecret`: what a webhook signs with. `apiToken`: of one base, read-only will do. `accountToken`: of a person, for making
 * webhooks. `baseToken`: fetched with one of them, see `base-token.ts`.
 */
export const secrets = ['webhookSecret', 'apiToken', 'accountToken', 'baseToken'] as const;

/** @returns undefined when neither says: the API token knows it */
export const baseOf = ({ baseUuid }: Config, { baseId }: Target): string | undefined => {
  const named = baseUuid ?? baseId;
  return named === undefined ? undefined : plainUuid(named);
};

/** Calls about a base that was picked from a list, where the connection itself names none yet. */
export const within = <A extends { readonly config: Config }>(access: A, baseId: string): A => ({
  ...access,
  config: { ...access.config, baseUuid: access.config.baseUuid ?? baseId },
});

/** REST names a base with hyphens, webhooks without: one spelling for both. */
export function plainUuid(uuid: string): string {
  return uuid.replaceAll('-', '').toLowerCase();
}
