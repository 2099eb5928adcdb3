// What a SeaTable connection is set up with.
import { z } from 'zod';

const blank = (value: unknown) => (value === '' ? undefined : value);

const expectedUuid = 'expected the UUID of a base: 32 hexadecimal digits, hyphens allowed';

export const config = z.strictObject(
  {
    /** Address of the server, without a path. */
    server: z.preprocess(
      blank,
      z.url({ protocol: /^https?$/, error: 'expected an http or https address' }).optional(),
    ),
    /** With or without hyphens; a webhook names its base itself, so it may be left out. */
    baseUuid: z.preprocess(
      blank,
      z
        .string({ error: expectedUuid })
        .regex(/^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i, expectedUuid)
        .optional(),
    ),
  },
  { error: 'expected an object with the members server and baseUuid' },
);
export type Config = z.infer<typeof config>;

/** A webhook belongs to a whole base: there is nothing to choose. */
export const target = z.strictObject({}, { error: 'expected an object without members' });
export type Target = z.infer<typeof target>;

export const secrets = ['webhookSecret', 'apiToken', 'accountToken'] as const;
