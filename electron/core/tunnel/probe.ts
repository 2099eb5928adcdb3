// Asks the receiver through the public address, so that “online” means our own receiver and nobody else's.
import { err, ok, type Problem } from '#shared/result';
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

/** A program that took the question and leaves it at that. */
const late = /timeout/i;

export interface ProbeNeeds {
  readonly http: Http;
  readonly clock: Clock;
  readonly proofs: Proofs;
  readonly version: string;
  /** Why another program than ours is asked at the end of the way; null when that is not known. */
  readonly displaced: () => Problem | null;
}

export function createProbe(needs: ProbeNeeds): Probe {
  const { http, clock, proofs, version } = needs;
  const displaced = (): ProbeFault | null => {
    const problem = needs.displaced();
    return problem && { problem, retry: 'soon' };
  };
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
      if (!response.ok) {
        const reason = String(response.error.params?.reason ?? '');
        return err((late.test(reason) ? displaced() : null) ?? noAnswer(host, reason));
      }
      const { status, text } = response.value;
      if (status === 200 && text === answer) return ok({ roundTripMs: clock.now() - began });
      return err(displaced() ?? wrongAnswer(host, response.value));
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
