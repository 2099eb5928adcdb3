// Waits on this machine for the browser to come back from a consent page; nothing else is answered.
import { createServer } from 'node:http';
import { redirectPath } from '#shared/connection';
import { err, ok, type Result } from '#shared/result';
import { sameSecret } from '../sources/secret';

/** What a request turned out to be: none of ours, of another sign-in, a refusal, or a code to exchange. */
export type Return =
  | { readonly kind: 'stranger' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'code'; readonly code: string };

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly host: string | undefined;
}

/** Pure: host, method, path and state are judged before anything happens. */
function judge(
  { method, url, host }: Asked,
  { port, state }: { readonly port: number; readonly state: string },
): Return {
  // Another name for this machine would be somebody else's page that was made to point here.
  if (method !== 'GET' || host !== `127.0.0.1:${port}`) return { kind: 'stranger' };
  const [place, query = ''] = (url ?? '').split('?', 2);
  if (place !== redirectPath) return { kind: 'stranger' };
  const told = new URLSearchParams(query);
  if (!sameSecret(told.get('state') ?? '', state)) return { kind: 'foreign' };
  const code = told.get('code');
  return code && !told.has('error') ? { kind: 'code', code } : { kind: 'denied' };
}

export interface SignInListener {
  close(): void;
}

export interface ListenerNeeds {
  readonly port: number;
  readonly state: string;
  /** Of a return to the right place. @returns the page to show, as HTML */
  readonly onReturn: (found: Exclude<Return, { kind: 'stranger' }>) => Promise<string>;
}

/** Beside their own page, people's browsers ask for icons; more is an attack. */
const connections = 16;

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** @returns `sign-in-port` when the port is taken */
export function listenForReturn(needs: ListenerNeeds): Promise<Result<SignInListener>> {
  const { port, state, onReturn } = needs;
  let used = false;
  let answering = 0;
  let closed = false;
  const server = createServer({ requestTimeout: 5000, headersTimeout: 5000 });
  server.maxConnections = connections;
  server.on('request', ({ method, url, headers }, response) => {
    response.setHeader('connection', 'close');
    const found = judge({ method, url, host: headers.host }, { port, state });
    // The right state is good for one return.
    if (found.kind === 'stranger' || (used && found.kind !== 'foreign')) {
      response.writeHead(404).end();
      return;
    }
    if (found.kind !== 'foreign') used = true;
    answering += 1;
    response.once('close', () => {
      answering -= 1;
      if (closed && answering === 0) server.closeAllConnections();
    });
    onReturn(found).then(
      (page) => response.writeHead(found.kind === 'foreign' ? 400 : 200, pageHeaders).end(page),
      () => response.writeHead(500).end(),
    );
  });
  return new Promise((resolve) => {
    server.once('error', () => resolve(err({ code: 'sign-in-port', params: { port } })));
    server.listen(port, '127.0.0.1', () =>
      resolve(
        ok({
          close() {
            closed = true;
            server.close();
            // The answer under way is still written; whoever has asked nothing is cut off.
            if (answering === 0) server.closeAllConnections();
          },
        }),
      ),
    );
  });
}
