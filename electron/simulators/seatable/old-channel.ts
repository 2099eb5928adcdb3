// The live channel of a server of years ago: Socket.IO 2, which opens by itself and gives the client no name.
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { WebSocketServer } from 'ws';

/** https://socket.io/docs/v2/internals/#handshake: Engine.IO's `open`, then Socket.IO's `connect` */
export function openOldChannel(server: Server, path: string): { close(): Promise<void> } {
  const sockets = new WebSocketServer({ server, path: `${path}/` });
  sockets.on('connection', (socket) => {
    const open = { sid: randomUUID(), upgrades: [], pingInterval: 25_000, pingTimeout: 5000 };
    socket.send(`0${JSON.stringify(open)}`);
    socket.send('40');
  });
  return {
    close: () =>
      new Promise((closed) => {
        for (const client of sockets.clients) client.terminate();
        server.close(() => closed());
      }),
  };
}
