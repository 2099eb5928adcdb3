// What a NocoDB connection is set up with, and what one subscription of it watches.
import { z } from 'zod';

const expectedId = 'expected an ID as NocoDB shows it: a text that is not empty, and no address';
const id = z
  .string({ error: expectedId })
  .trim()
  .min(1, expectedId)
  .regex(/^[^/]*$/, expectedId);

const expectedServer =
  'expected the http or https address of a NocoDB server, without a user name in it';

/**
 * The address of a NocoDB server as a person copies it: a trailing slash, and the dashboard's own path after it, are
 * dropped. http is allowed because NocoDB is often hosted on the company's own network.
 */
const server = z.string({ error: expectedServer }).transform((text, context) => {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.username !== '' ||
    url.password !== ''
  ) {
    context.addIssue({ code: 'custom', message: expectedServer });
    return z.NEVER;
  }
  return `${url.origin}${url.pathname.replace(/\/dashboard\/?$/, '').replace(/\/+$/, '')}`;
});

export const config = z.strictObject(
  { server, baseId: id.optional() },
  { error: 'expected an object with the members server and baseId' },
);
export type NocodbConfig = z.output<typeof config>;

export const target = z.strictObject(
  { tableId: id.optional(), baseId: id.optional() },
  { error: 'expected an object with the members tableId and baseId' },
);
export type NocodbTarget = z.output<typeof target>;

/** Of a connection: the API token. Of a subscription: the value its hook sends in a header, since NocoDB signs nothing. */
export const secrets = ['token', 'headerSecret'] as const;

/** The header that hooks made by this app carry. */
export const secretHeader = 'x-tablewatch-secret';
