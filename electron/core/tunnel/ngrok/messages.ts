// What the app and the tunnel helper say to each other; both check what they hear.
import { z } from 'zod';

export const order = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open'),
    /** `http://127.0.0.1:PORT` */
    receiver: z.string(),
    authtoken: z.string(),
    domain: z.string().nullable(),
    /** `host:port`; null: ngrok's own. */
    serverAddr: z.string().nullable(),
    /** What the SDK calls root CAs: `trusted`, `host`, or the path of a PEM file. */
    rootCas: z.string(),
    version: z.string(),
  }),
  z.object({ kind: z.literal('close') }),
  /** Whether it is still there. */
  z.object({ kind: z.literal('ping') }),
]);

export type OpenOrder = Extract<z.infer<typeof order>, { kind: 'open' }>;

/** What went wrong, as far as the helper can tell; the sentences are made by who hears it. */
const trouble = z.object({
  kind: z.literal('trouble'),
  /** `set-up`: the SDK refused a setting. `session`, `listener`: what it was opening. The rest ends a link that stood. */
  at: z.enum([
    'set-up',
    'session',
    'listener',
    'timeout',
    'disconnected',
    'heartbeat',
    'ended',
    'stop-command',
    'restart-command',
  ]),
  /** `ERR_NGROK_nnn`, where the service gave one. */
  code: z.string().nullable(),
  /** The SDK's text, without the token. */
  text: z.string(),
});
export type Trouble = z.infer<typeof trouble>;

export const report = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('up'), url: z.url() }),
  z.object({ kind: z.literal('pong') }),
  trouble,
]);
export type Report = z.infer<typeof report>;
