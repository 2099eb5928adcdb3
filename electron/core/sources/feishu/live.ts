// The long connection: events come over a socket that this machine opens, so that no public address is needed.
import type { Problem } from '#shared/result';
import type { Live, LiveListener } from '../source';
import { apiBaseOf, type FeishuConfig, type FeishuTarget } from './config';
import { readEnvelope } from './events/envelope';
import { createEndpoint, type EndpointFailure } from './server/live-endpoint';
import type { Access } from './server/token';

interface Patience {
  /** s without an answer to a ping, after which the connection counts as dead; the service asks for a ping every 2 min. */
  readonly deadAfter: number;
  /** ms for the socket's handshake. */
  readonly handshakeMs: number;
}

type Retry = EndpointFailure['retry'];

export const live = createLive({ deadAfter: 20, handshakeMs: 15_000 });

export function createLive(patience: Patience): Live<FeishuConfig, FeishuTarget> {
  return {
    wanted: ({ mode }) => mode !== 'webhook',
    besideHooks: false,
    // Each event goes to one client of the app, chosen at random.
    exclusive: ({ appId }) => appId,
    // The console saves "persistent connection" only while one is open:
    opensFirst: true,
    openedBy: ['appSecret'],

    open(access, _targets, listener) {
      const host = new URL(apiBaseOf(access.config)).host;
      const obstacle = obstacleTo(access, host);
      if (obstacle === null) return connect(access, host, listener, patience);
      let isClosed = false;
      queueMicrotask(() => isClosed || listener.down(obstacle, 'never'));
      return {
        close() {
          isClosed = true;
        },
      };
    },
  };
}

/** The SDK takes an App ID of another form without a word, and never connects. */
function obstacleTo({ config, secrets }: Access, host: string): Problem | null {
  if (!/^cli_[0-9a-f]{16}$/i.test(config.appId)) return { code: 'app-id-form', params: { host } };
  return secrets.appSecret?.trim() ? null : { code: 'app-secret-missing', params: { host } };
}

function connect(
  access: Access,
  host: string,
  listener: LiveListener,
  { deadAfter, handshakeMs }: Patience,
): { close(): void } {
  let isOver = false;
  let end = () => {};
  const fail = (problem: Problem, retry: Retry) => {
    if (isOver) return;
    close();
    listener.down(problem, retry);
  };
  function close(): void {
    isOver = true;
    // Not within the SDK's own step, which sets a timer after it has called back.
    queueMicrotask(() => end());
  }

  const endpoint = createEndpoint(access.http, host, ({ problem, retry }) => fail(problem, retry));
  // It is large, and most connections of other services never need it.
  import('@larksuiteoapi/node-sdk').then(
    ({ EventDispatcher, LoggerLevel, WSClient }) => {
      if (isOver) return;
      const quiet = { loggerLevel: LoggerLevel.fatal, logger: silent };
      const dispatcher = new EventDispatcher(quiet);
      // In place of handlers by type, which get header and event flattened into one: the envelope as it came.
      dispatcher.invoke = (envelope: unknown) => handOver(envelope, listener);
      const client = new WSClient({
        ...quiet,
        appId: access.config.appId,
        appSecret: access.secrets.appSecret?.trim() ?? '',
        domain: apiBaseOf(access.config),
        httpInstance: endpoint.http,
        agent: access.http.agent,
        handshakeTimeoutMs: handshakeMs,
        wsConfig: { pingTimeout: deadAfter },
        onReady() {
          endpoint.connected();
          if (!isOver) listener.up();
        },
        // The core opens another: the SDK's own plan may wait for minutes, and gives up for good when the service is busy.
        onReconnecting: () => fail({ code: 'live-lost', params: { host } }, 'soon'),
        onError: () => fail({ code: 'live-lost', params: { host } }, 'slow'),
      });
      end = () => client.close({ force: true });
      void client.start({ eventDispatcher: dispatcher });
    },
    () => fail({ code: 'internal', params: { reason: 'node-sdk' } }, 'never'),
  );
  return { close };
}

/** Resolves once it is on disk; a refusal makes the service send it again. */
async function handOver(envelope: unknown, listener: LiveListener): Promise<void> {
  const read = readEnvelope(envelope);
  const repeatKey = read.ok && read.value.kind === 'event' ? read.value.eventId : null;
  const body = Buffer.from(JSON.stringify(envelope) ?? '');
  if (!(await listener.deliver({ body, repeatKey }))) throw new Error('not on disk');
}

/** The SDK's own lines hold addresses with a ticket, App Secrets and whole events. */
const silent = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  trace() {},
};
