// What an agent says at login and bind, and what it must get back (field names are the service's).
import { z } from 'zod';

const nanosecondsPerMs = 1_000_000;

/** Everything else the agent sends is let through: the service knows more fields than it needs. */
export const authRequest = z.looseObject({
  ClientId: z.string(),
  Extra: z.looseObject({
    AuthToken: z.string(),
    Metadata: z.string().optional(),
    UserAgent: z.string().optional(),
    ClientType: z.string().optional(),
    HeartbeatInterval: z.number().optional(),
    HeartbeatTolerance: z.number().optional(),
    StopUnsupportedError: z.string().nullish(),
    RestartUnsupportedError: z.string().nullish(),
    UpdateUnsupportedError: z.string().nullish(),
  }),
});

export const bindRequest = z.looseObject({
  Id: z.string(),
  Proto: z.string(),
  ForwardsTo: z.string().optional(),
  Opts: z.looseObject({ Domain: z.string().optional(), Hostname: z.string().optional() }),
  Extra: z.looseObject({ Token: z.string().optional(), Metadata: z.string().optional() }),
});

export const unbindRequest = z.looseObject({ Id: z.string() });

/** What a login told the service. */
export interface Login {
  readonly clientId: string;
  /** As the agent sent it. A test may compare it; nothing prints it. */
  readonly authtoken: string;
  readonly metadata: string;
  readonly userAgent: string;
  readonly heartbeatIntervalMs: number;
  readonly heartbeatToleranceMs: number;
  /** The commands of the dashboard that the agent has a handler for. */
  readonly obeys: { readonly stop: boolean; readonly restart: boolean; readonly update: boolean };
}

export function loginOf(request: z.infer<typeof authRequest>, clientId: string): Login {
  const { Extra: extra } = request;
  const isObeyed = (refusal: string | null | undefined) => (refusal ?? '') === '';
  return {
    clientId,
    authtoken: extra.AuthToken,
    metadata: extra.Metadata ?? '',
    userAgent: extra.UserAgent ?? '',
    heartbeatIntervalMs: (extra.HeartbeatInterval ?? 0) / nanosecondsPerMs,
    heartbeatToleranceMs: (extra.HeartbeatTolerance ?? 0) / nanosecondsPerMs,
    obeys: {
      stop: isObeyed(extra.StopUnsupportedError),
      restart: isObeyed(extra.RestartUnsupportedError),
      update: isObeyed(extra.UpdateUnsupportedError),
    },
  };
}

/** Ids, names and tokens of an endpoint that is online. */
export interface Binding {
  readonly id: string;
  readonly domain: string;
  /** What the agent was told its address is. */
  readonly url: string;
  /** Comes back when the agent binds again, and is then good for the same random name. */
  readonly token: string;
  readonly metadata: string;
  readonly forwardsTo: string;
  readonly clientId: string;
}

export const bindReply = (binding: Binding, request: z.infer<typeof bindRequest>): object => ({
  Id: binding.id,
  URL: binding.url,
  Proto: request.Proto,
  Opts: request.Opts,
  Extra: { Token: binding.token },
});

/** The head of a stream that carries one public connection to the agent: a length of 8 bytes, then JSON. */
export function proxyHead(bindId: string, clientAddress: string): Buffer {
  const json = Buffer.from(
    JSON.stringify({
      Id: bindId,
      ClientAddr: clientAddress,
      Proto: 'https',
      EdgeType: '0',
      PassthroughTLS: false,
    }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length)); // little-endian, unlike everything else on the wire
  return Buffer.concat([length, json]);
}
