// The refusals of ngrok's service that an app must know (https://ngrok.com/docs/errors/reference), in words of our own.

/** What the service answers instead of a login or an endpoint. */
export interface Refusal {
  /** `ERR_NGROK_nnn` */
  readonly code: string;
  /** Lines before the code. `{token}` stands for the token the agent sent: the service does repeat it. */
  readonly text: string;
}

const refusal = (number: number, text: string): Refusal => ({ code: `ERR_NGROK_${number}`, text });

/** The ones of a login. */
export const loginRefusals = {
  noToken: refusal(4018, 'An account and an authtoken are needed.\nSign up, then install it.'),
  malformedToken: refusal(105, 'This is not how an authtoken looks.\nYour authtoken: {token}'),
  invalidToken: refusal(107, 'This authtoken belongs to nobody.\nYour authtoken: {token}'),
  revokedToken: refusal(300, 'This authtoken was revoked.\nYour authtoken: {token}'),
  sessionLimit: refusal(108, 'Your plan has no room for another agent session at the same time.'),
  oldAgent: refusal(120, 'This version of the agent is no longer supported.'),
} as const;

/** The ones of an endpoint. */
export const bindRefusals = {
  online: refusal(334, 'The endpoint is already online.'),
  notReserved: refusal(319, 'The domain is not reserved.'),
  foreign: refusal(320, 'The domain is reserved for another account.'),
} as const;

/** What the edge answers to a sender in the app's place. */
export interface EdgeRefusal {
  readonly status: number;
  /** `ERR_NGROK_nnn`, for the header `ngrok-error-code`. */
  readonly code: string;
}

/** The ones of the edge; the app sees none of them. */
export const edgeRefusals = {
  rate: { status: 429, code: 'ERR_NGROK_702' },
  dataOfTheMonth: { status: 403, code: 'ERR_NGROK_725' },
  connectionsOfTheMonth: { status: 403, code: 'ERR_NGROK_726' },
  requestsOfTheMonth: { status: 429, code: 'ERR_NGROK_727' },
  requestsOfTheMinute: { status: 429, code: 'ERR_NGROK_734' },
  offline: { status: 404, code: 'ERR_NGROK_3200' },
  agentLost: { status: 502, code: 'ERR_NGROK_3004' },
  receiverLost: { status: 502, code: 'ERR_NGROK_8012' },
  browserPage: { status: 200, code: 'ERR_NGROK_6024' },
} as const satisfies Readonly<Record<string, EdgeRefusal>>;

/** An error reply to any request of an agent. */
export const refusalReply = ({ code, text }: Refusal, token = ''): object => ({
  Error: `${text.replaceAll('{token}', token)}\n\n${code}`,
});
