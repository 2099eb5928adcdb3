// Asks the receiver through the public address, so that “online” means our own receiver and nobody else's.
import { err, ok } from '#shared/result';
import type { Clock, Http, HttpResponse } from '../ports';
import { ngrokCodeFault } from './ngrok/faults';
import type { Proofs } from './proofs';
import type { Probe, ProbeFault } from './tunnel';

/** The edge names here why it did not carry a request: https://ngrok.com/docs/errors/ */
const edgeCode = 'ngrok-error-code';
/** Anybody may answer at a person's own address: a header that is no code of ngrok's says nothing. */
const isEdgeCode = /^ERR_NGROK_\d+$/;

/** How Node and Chromium say that a name is unknown. An offline machine says another thing: nothing can be looked up. */
const unknownName = /\b(ENOTFOUND|ERR_NAME_NOT_RESOLVED)\b/;

/** How they say that a redirect was not followed; its status they keep to themselves. */
const redirect = /redirect/i;

export interface ProbeNeeds {
  readonly http: Http;
  readonly clock: Clock;
  readonly proofs: Proofs;
  readonly version: string;
}

export function createProbe({ http, clock, proofs, version }: ProbeNeeds): Probe {
  return {
    async ask(url, timeoutMs) {
      const { nonce, answer } = proofs.ask();
      const began = clock.now();
      const host = new URL(url).host;
      const response = await http.request({
        method: 'GET',
        url: `${url.replace(/\/+$/, '')}/probe/${nonce}`,
        headers: {
          // A browser's name would get ngrok's page for browsers: https://ngrok.com/docs/errors/err_ngrok_6024/
          'user-agent': `Tablewatch/${version}`,
          'ngrok-skip-browser-warning': '1',
        },
        timeoutMs,
      });
      if (!response.ok) return err(noAnswer(host, String(response.error.params?.reason ?? '')));
      const { status, text } = response.value;
      if (status === 200 && text === answer) return ok({ roundTripMs: clock.now() - began });
      return err(wrongAnswer(host, response.value));
    },
  };
}

function noAnswer(host: string, reason: string): ProbeFault {
  if (unknownName.test(reason)) {
    const problem = { code: 'tunnel-name-unknown', params: { host } } as const;
    return { problem, retry: 'soon', unclear: 'name' };
  }
  if (redirect.test(reason)) return stranger(host, '3xx');
  const problem = { code: 'tunnel-unreachable', params: { host, reason } } as const;
  return { problem, retry: 'soon', unclear: 'silence' };
}

function wrongAnswer(host: string, { status, headers }: HttpResponse): ProbeFault {
  const code = headers[edgeCode];
  if (code !== undefined && isEdgeCode.test(code)) return ngrokCodeFault(code);
  return status >= 500
    ? { problem: { code: 'tunnel-proxy-fails', params: { host, status } }, retry: 'soon' }
    : stranger(host, status);
}

const stranger = (host: string, status: number | string): ProbeFault => ({
  problem: { code: 'tunnel-stranger', params: { host, status } },
  retry: 'soon',
  unclear: 'stranger',
});
