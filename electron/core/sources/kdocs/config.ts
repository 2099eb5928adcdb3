// What a Kdocs connection and its subscriptions are set up with.
import { z } from 'zod';
import { cancel, defaultCancel } from './cancel';
import { hookKindOfEvent, hookKinds } from './catalogue';

const blank = (value: unknown) => (value === '' ? undefined : value);

const expectedToken = 'expected the document’s ID in the open platform';
const expectedKind = 'expected one of: test, production';
const expectedPort = 'expected a port: a whole number from 1024 to 65535';

/** Registered at the service as part of the redirect address, so it stays the same; below the ports that systems hand out. */
export const defaultRedirectPort = 17_865;

const port = z.union(
  [
    z.number(),
    z
      .string()
      .trim()
      .regex(/^\d{1,5}$/, expectedPort)
      .transform(Number),
  ],
  { error: expectedPort },
);

export const config = z.strictObject(
  {
    /** The document's id in the open platform; a callback does not name its document. */
    fileToken: z
      .string({ error: 'expected a text: the document’s ID in the open platform' })
      .trim()
      .min(1, `${expectedToken}, found an empty text`)
      .regex(/^[^/]*$/, `${expectedToken}, found an address`),
    apiBase: z.preprocess(
      blank,
      z.url({ protocol: /^https?$/, error: 'expected an http or https address' }).optional(),
    ),
    /** Of the person's own app, to sign in with and to renew tokens. */
    appId: z.preprocess(
      blank,
      z
        .string({ error: 'expected a text: the app’s ID' })
        .trim()
        .min(1, 'expected the app’s ID, found an empty text')
        .optional(),
    ),
    /** Decides how many calls the service allows in a day. */
    appKind: z.preprocess(
      (value) => blank(value) ?? 'test',
      z.enum(['test', 'production'], { error: expectedKind }),
    ),
    redirectPort: z.preprocess(
      (value) => blank(value) ?? defaultRedirectPort,
      port.pipe(z.int(expectedPort).min(1024, expectedPort).max(65_535, expectedPort)),
    ),
    cancel: z.preprocess((value) => blank(value) ?? defaultCancel, cancel),
  },
  {
    error:
      'expected an object with the members fileToken, apiBase, appId, appKind, redirectPort and cancel',
  },
);
export type Config = z.output<typeof config>;

/** Stands for the document while the account is only looked around in; no call about a document is made with it. */
export const unpicked = { fileToken: '-' } as const;

const expectedId = 'expected an ID: a text that is not empty, or a whole number';
const id = z.union(
  [z.string().trim().min(1, expectedId), z.number().int(expectedId).transform(String)],
  { error: expectedId },
);

const expectedSheet = 'expected a data table’s ID: a whole number, 0 or more';
/** Data tables are numbered: https://developer.kdocs.cn/server/dbt/webhook-record-create.html (`sheet_id`). */
export const sheetId = z.union(
  [
    z.number().int(expectedSheet).nonnegative(expectedSheet).transform(String),
    z
      .string()
      .trim()
      .regex(/^\d+$/, expectedSheet)
      // One spelling for one table, as a callback's number gives it.
      .transform((digits) => digits.replace(/^0+(?=\d)/, '')),
  ],
  { error: expectedSheet },
);

/** Ids as a list, or in one text, separated by commas. */
const ids = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== '')
      : value,
  z.array(id, { error: 'expected IDs: a list, or one text with commas between them' }).optional(),
);

const expectedEvent = `expected one of: ${hookKinds.map((one) => one.event).join(', ')}`;

const event = z.string({ error: expectedEvent }).transform((written, context) => {
  const kind = hookKindOfEvent(written);
  if (kind) return kind.event;
  context.addIssue({ code: 'custom', message: expectedEvent });
  return z.NEVER;
});

/** What the hook was made for. Without `event`, the callback's own type decides. */
export const target = z.strictObject(
  {
    event: z.preprocess(blank, event.optional()),
    sheetId: z.preprocess(blank, sheetId.optional()),
    viewId: z.preprocess(blank, id.optional()),
    fields: ids,
    records: ids,
  },
  { error: 'expected an object with the members event, sheetId, viewId, fields and records' },
);
export type Target = z.infer<typeof target>;

/** `tokenEndsAt`: when the access token ends, ms since 1970 as text. */
export const secrets = ['accessToken', 'refreshToken', 'appKey', 'tokenEndsAt'] as const;
