// What a Kdocs connection and its subscriptions are set up with.
import { z } from 'zod';
import { hookKindOfEvent, hookKinds } from './catalogue';

const blank = (value: unknown) => (value === '' ? undefined : value);

export const config = z.strictObject({
  /** The document's id in the open platform; a callback does not name its document. */
  fileToken: z.string().trim().min(1),
  apiBase: z.preprocess(
    blank,
    z.url({ protocol: /^https?$/, error: 'expected an http or https address' }).optional(),
  ),
});
export type Config = z.infer<typeof config>;

const id = z.union([z.string().trim().min(1), z.number().int().transform(String)], {
  error: 'expected an id: a text or a whole number',
});

/** Ids as a list, or in one text, separated by commas. */
const ids = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== '')
      : value,
  z.array(id).optional(),
);

const event = z.string().transform((written, context) => {
  const kind = hookKindOfEvent(written);
  if (kind) return kind.event;
  const known = hookKinds.map((one) => one.event).join(', ');
  context.addIssue({ code: 'custom', message: `expected one of: ${known}` });
  return z.NEVER;
});

/** What the hook was made for. Without `event`, the callback's own type decides. */
export const target = z.strictObject({
  event: z.preprocess(blank, event.optional()),
  sheetId: z.preprocess(blank, id.optional()),
  viewId: z.preprocess(blank, id.optional()),
  fields: ids,
  records: ids,
});
export type Target = z.infer<typeof target>;

export const secrets = ['accessToken'] as const;
