// The long connection as the service keeps it: frames over web sockets, one random client for each event, receipts awaited.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Chance } from '../chance';
import type { SimulatorClock } from '../clock';
import { decodeFrame, encodeFrame, type Frame } from './frames';

/** ms for a client's receipt: https://open.larksuite.com/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/use-websocket */
const receiptWithin = 3000;
const serviceId = 33_554_678;

interface ConnectionSettings {
  /** s between pings, as clients are told. */
  pingInterval: number;
  /** Pieces an event is cut into. */
  fragments: number;
  /** Pings stay without an answer: the connection looks alive and is not. */
  deaf: boolean;
  /** Most connections of the app at one time. */
  limit: number;
}

export interface LongConnections {
  readonly settings: ConnectionSettings;
  readonly count: () => number;
  /** What clients are told with the address and with every answer to a ping. */
  config(): Readonly<Record<string, number>>;
  address(host: string): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** @returns whether a client took it in time; null without one */
  send(messageId: string, payload: Uint8Array): Promise<boolean | null>;
  /** Ends all sockets without a word, or orderly. */
  drop(how?: 'cut' | 'close'): void;
}

export function createLongConnections(clock: SimulatorClock, chance: Chance): LongConnections {
  const server = new WebSocketServer({ noServer: true });
  const sockets = new Set<WebSocket>();
  const tickets = new Set<string>();
  const receipts = new Map<string, (taken: boolean) => void>();
  const settings: ConnectionSettings = { pingInterval: 120, fragments: 1, deaf: false, limit: 50 };

  const config = () => ({
    ReconnectCount: -1,
    ReconnectInterval: 120,
    ReconnectNonce: 30,
    PingInterval: settings.pingInterval,
  });

  function hear(socket: WebSocket, frame: Frame): void {
    if (settings.deaf) return;
    if (frame.method === 0 && frame.headers.type === 'ping') {
      const payload = Buffer.from(JSON.stringify(config()));
      socket.send(encodeFrame({ ...frame, headers: { type: 'pong' }, payload }));
    } else if (frame.method === 1) {
      const said = JSON.parse(Buffer.from(frame.payload).toString('utf8'));
      receipts.get(frame.headers.message_id ?? '')?.(said.code === 200);
    }
  }

  return {
    settings,
    config,
    count: () => sockets.size,
    address(host) {
      const ticket = chance.id(16);
      tickets.add(ticket);
      const query = `fpid=493&aid=552564&device_id=${chance.id(12)}&access_key=${ticket}&service_id=${serviceId}`;
      return `ws://${host}/ws/v2?${query}`;
    },
    upgrade(request, socket, head) {
      const { searchParams } = new URL(request.url ?? '/', 'http://x');
      // An address is good for one connection.
      if (!tickets.delete(searchParams.get('access_key') ?? '')) {
        socket.end('HTTP/1.1 403 Forbidden\r\nHandshake-Status: 514\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (opened) => {
        sockets.add(opened);
        // One for every event that waits for its receipt.
        opened.setMaxListeners(0);
        opened.on('message', (data) => {
          if (Buffer.isBuffer(data)) hear(opened, decodeFrame(data));
        });
        opened.on('close', () => sockets.delete(opened));
        opened.on('error', () => opened.terminate());
      });
    },
    send(messageId, payload) {
      const open = [...sockets].filter((one) => one.readyState === one.OPEN);
      if (open.length === 0) return Promise.resolve(null);
      const socket = chance.pick(open);
      return new Promise((resolve) => {
        const settle = (taken: boolean) => {
          cancel();
          socket.off('close', gone);
          receipts.delete(messageId);
          resolve(taken);
        };
        const gone = () => settle(false);
        const cancel = clock.after(receiptWithin, gone);
        receipts.set(messageId, settle);
        socket.once('close', gone);
        for (const [seq, piece] of pieces(payload, settings.fragments).entries()) {
          const headers = {
            type: 'event',
            message_id: messageId,
            sum: String(settings.fragments),
            seq: String(seq),
            trace_id: messageId,
            timestamp: String(clock.now()),
          };
          socket.send(encodeFrame({ service: serviceId, method: 1, headers, payload: piece }));
        }
      });
    },
    drop(how = 'cut') {
      for (const socket of sockets) {
        if (how === 'cut') socket.terminate();
        else socket.close(1000);
      }
    },
  };
}

function pieces(payload: Uint8Array, count: number): readonly Uint8Array[] {
  const size = Math.ceil(payload.byteLength / count);
  return Array.from({ length: count }, (_, place) =>
    payload.subarray(place * size, (place + 1) * size),
  );
}
