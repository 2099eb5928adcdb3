// What the service answers: content with code 0, or a refusal with its own code and HTTP status.

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export const success = (data: unknown): Reply => ({
  status: 200,
  body: { code: 0, msg: 'success', data },
});

export function refusal(status: number, code: number, msg: string, more: object = {}): Reply {
  return { status, body: { code, msg, ...more } };
}

export const refusals = {
  // Codes of tokens are seen in answers, and named by no page that was read.
  noToken: refusal(400, 99_991_661, 'Missing access token for authorization'),
  badToken: refusal(400, 99_991_663, 'Invalid access token for authorization'),
  badSecret: refusal(200, 10_014, 'app secret invalid'),
  badApp: refusal(200, 10_003, 'invalid param'),
  notManaged: refusal(403, 1_069_603, 'forbidden'),
  notSubscribed: refusal(400, 1_069_605, 'not exist'),
  noFile: refusal(400, 1_069_604, 'document not found'),
  noBase: refusal(200, 1_254_040, 'BaseTokenNotFound'),
  noTable: refusal(200, 1_254_041, 'TableIdNotFound'),
  noCall: refusal(404, 99_991_600, 'no such call'),
  noScope: refusal(400, 99_991_672, 'Access denied. One of the following scopes is required', {
    error: {
      permission_violations: [
        { type: 'action_scope_required', subject: 'bitable:app' },
        { type: 'action_scope_required', subject: 'base:record:retrieve' },
      ],
    },
  }),
  tooMany: {
    ...refusal(429, 99_991_400, 'request trigger frequency limit'),
    headers: { 'x-ogw-ratelimit-limit': '10', 'x-ogw-ratelimit-reset': '20' },
  },
} as const;
