// One POST on a connection of its own, as a service that knows nothing of the receiver makes it.
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface Attempt {
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  /** The answer's text, or why there is none. */
  readonly answer: string;
}

/** @param timeout ms of real time */
export function postOnce(
  url: string,
  body: string,
  contentType: string,
  timeout: number,
): Promise<Attempt> {
  return new Promise((resolve) => {
    try {
      const send = new URL(url).protocol === 'https:' ? requestHttps : requestHttp;
      const request = send(url, {
        method: 'POST',
        agent: false,
        timeout,
        headers: { 'content-type': contentType, 'content-length': Buffer.byteLength(body) },
      });
      request.on('timeout', () => request.destroy(new Error('no answer in time')));
      request.on('error', (error) => resolve({ status: null, answer: error.message }));
      request.on('response', (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => {
          answer += text;
        });
        response.on('error', (error) => resolve({ status: null, answer: error.message }));
        response.on('end', () => resolve({ status: response.statusCode ?? null, answer }));
      });
      request.end(body);
    } catch (error) {
      resolve({ status: null, answer: String(error) });
    }
  });
}
