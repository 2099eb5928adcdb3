// Calls that spare a service: few at once to one host, and a short, scattered second try where that may help.
import type { Result } from '#shared/result';
import type { Clock, Http, HttpRequest, HttpResponse } from '../ports';

/** Calls under way to one host. */
const atOnce = 4;
const triesAfterFirst = 2;
/** ms before the second try, doubled before the third, scattered by half either way. */
const firstWait = 500;
/** ms that a service may ask to wait and still be waited for; beyond it, its refusal is the answer. */
const longestWait = 10_000;

export interface Politeness {
  /** @returns the same port, waiting for its turn and trying again */
  wrap(http: Http): Http;
}

/** @param random from 0 up to 1 */
export function createPoliteness(clock: Clock, random: () => number): Politeness {
  const hosts = new Map<string, { busy: number; readonly queue: (() => void)[] }>();

  async function inTurn<T>(host: string, work: () => Promise<T>): Promise<T> {
    const slots = hosts.get(host) ?? { busy: 0, queue: [] };
    hosts.set(host, slots);
    if (slots.busy >= atOnce) await new Promise<void>((go) => slots.queue.push(go));
    else slots.busy += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes over the place.
      const next = slots.queue.shift();
      if (next) next();
      else slots.busy -= 1;
    }
  }

  const sleep = (ms: number) => new Promise<void>((done) => clock.after(ms, done));

  async function request(http: Http, wanted: HttpRequest): Promise<Result<HttpResponse>> {
    const host = URL.canParse(wanted.url) ? new URL(wanted.url).host : '?';
    for (let tried = 0; ; tried += 1) {
      const answer = await inTurn(host, () => http.request(wanted));
      if (tried >= triesAfterFirst) return answer;
      // A call that changes something may have been carried out although no answer came; one for which it was too early was not.
      if (wanted.method !== 'GET' && !(answer.ok && isTooEarly(answer.value))) return answer;
      const wait = waitBefore(answer, tried, clock.now(), random());
      if (wait === null) return answer;
      // The place is free meanwhile.
      await sleep(wait);
    }
  }

  return { wrap: (http) => ({ request: (wanted) => request(http, wanted) }) };
}

/** @returns ms until another try; null: it is of no use */
function waitBefore(
  answer: Result<HttpResponse>,
  tried: number,
  now: number,
  random: number,
): number | null {
  const scattered = firstWait * 2 ** tried * (0.5 + random);
  if (!answer.ok) {
    const { code, params } = answer.error;
    // Whoever waited a whole time limit for nothing would wait too long.
    return code === 'service-unreachable' && params?.reason !== 'timeout' ? scattered : null;
  }
  if (!isTooEarly(answer.value) && answer.value.status !== 503) return null;
  const asked = waitAsked(answer.value, now) ?? 0;
  return asked > longestWait ? null : Math.max(asked, scattered);
}

/** Seconds until calls are taken again: https://open.larksuite.com/document/ukTMukTMukTM/uUzN04SN3QjL1cDN */
const resetHeader = 'x-ogw-ratelimit-reset';

/** Refused for its rate alone; older interfaces of Feishu say so by a 400 with that header. */
const isTooEarly = ({ status, headers }: HttpResponse): boolean =>
  status === 429 || (status === 400 && headers[resetHeader] !== undefined);

/** The end of the window that calls are counted in, in seconds since 1970: https://api.seatable.com/reference/limits */
const windowHeader = 'x-ratelimit-reset';
/** ms; windows are shorter, and a clock that is wrong must not keep anybody waiting. */
const longestWindow = 5 * 60_000;

/** @returns ms that the service asks to wait; null: it names no time */
export const waitAsked = (answer: HttpResponse, now: number): number | null =>
  retryAfter(answer.headers['retry-after'] ?? answer.headers[resetHeader], now) ??
  (answer.status === 429 ? windowLeft(answer.headers, now) : null);

/** By the service's own clock where it tells it. @returns ms; null: it is over already, by clocks that do not agree */
function windowLeft(headers: HttpResponse['headers'], now: number): number | null {
  const said = headers[windowHeader]?.trim() ?? '';
  if (!/^\d{1,10}$/.test(said)) return null;
  const date = Date.parse(headers.date ?? '');
  const left = Number(said) * 1000 - (Number.isNaN(date) ? now : date);
  return left > 0 ? Math.min(left, longestWindow) : null;
}

/** @returns ms; seconds or a date, https://www.rfc-editor.org/rfc/rfc9110#name-retry-after */
function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
