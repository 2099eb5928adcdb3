// The public side: takes a request for a domain and carries it over the agent's session to the app's receiver.
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Directory } from './directory';
import type { FactBook } from './facts';
import type { Faults } from './faults';
import { type EdgeRefusal, edgeRefusals } from './refusals';

/** Answers one public request for `domain`. */
export type Edge = (
  domain: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
) => Promise<void>;

export function createEdge(needs: {
  readonly directory: Directory;
  readonly faults: Faults;
  readonly facts: FactBook;
}): Edge {
  const { directory, faults, facts } = needs;

  return async (domain, incoming, outgoing) => {
    if (faults.latencyMs > 0) await delay(faults.latencyMs);
    const entry = directory.find(domain);
    if (faults.edge) return refuse(outgoing, faults.edge);
    if (!entry) return refuse(outgoing, edgeRefusals.offline);
    if (isBrowser(incoming)) return refuse(outgoing, edgeRefusals.browserPage);

    const client = `${incoming.socket.remoteAddress}:${incoming.socket.remotePort}`;
    const carried = request({
      createConnection: () => entry.session.proxy(entry.binding, client),
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      headers: {
        // Host too: the receiver sees the one that the sender used, the domain or its door
        ...incoming.headers,
        connection: 'close',
        'x-forwarded-for': incoming.socket.remoteAddress ?? '',
        'x-forwarded-host': incoming.headers.host ?? domain,
        'x-forwarded-proto': 'https',
      },
    });
    carried.on('response', (response) => {
      const { connection, 'keep-alive': keepAlive, ...headers } = response.headers;
      outgoing.writeHead(response.statusCode ?? 502, headers);
      response.pipe(outgoing);
      response.on('error', () => outgoing.destroy());
    });
    carried.on('error', () => {
      if (outgoing.headersSent) outgoing.destroy();
      else refuse(outgoing, edgeRefusals.agentLost);
    });
    outgoing.on('close', () => carried.destroy());
    incoming.pipe(carried);
    facts.tell('request', { domain, method: incoming.method ?? 'GET' });
  };
}

/** https://ngrok.com/docs/pricing-limits/free-plan-limits: only browsers are shown a page in between. */
function isBrowser({ headers }: IncomingMessage): boolean {
  const skips = headers['ngrok-skip-browser-warning'] !== undefined;
  return !skips && (headers['user-agent'] ?? '').startsWith('Mozilla/');
}

function refuse(outgoing: ServerResponse, { status, code }: EdgeRefusal): void {
  outgoing.writeHead(status, { 'content-type': 'text/plain', 'ngrok-error-code': code });
  outgoing.end(`${code}\n`);
}
