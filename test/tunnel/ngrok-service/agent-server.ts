// The port the agents dial: TLS over TCP, kept hold of from below so that links can be cut in every way.
import type { AddressInfo, Socket } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { ServerCertificate } from './certificate';

export interface AgentServer {
  /** Stays the same over `pause` and `resume`. */
  readonly port: number;
  /** Takes no connections until `resume`: a dial is refused. Those that are open stay. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** `reset`: RST. `close`: an orderly end, FIN. */
  cut(how: 'reset' | 'close'): void;
  close(): Promise<void>;
}

/**
 * @param host the address to listen at
 * @param onAgent called with the decrypted connection of each agent
 */
export async function createAgentServer(
  host: string,
  certificate: ServerCertificate,
  onAgent: (connection: TLSSocket) => void,
): Promise<AgentServer> {
  const sockets = new Set<Socket>();
  const server = createServer(certificate, (connection) => {
    connection.setNoDelay(true);
    // a cut link is what tests are for
    connection.on('error', () => {});
    onAgent(connection);
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => {});

  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(0);
  // a TCP server's address is never a path
  const { port } = server.address() as AddressInfo;

  const cut = (how: 'reset' | 'close'): void => {
    for (const socket of [...sockets]) {
      if (how === 'reset') socket.resetAndDestroy();
      else socket.destroy();
    }
  };

  // `close` would call back only when the last connection has gone; the port is free at once
  const pause = async (): Promise<void> => {
    server.close();
  };

  return {
    port,
    pause,
    resume: () => listen(port),
    cut,
    async close() {
      if (server.listening) await pause();
      cut('close');
    },
  };
}
