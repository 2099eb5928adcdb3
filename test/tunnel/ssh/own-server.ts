// A server made of `ssh2` itself, which fails on order.
import { readFileSync } from 'node:fs';
import { createServer, type Server as NetServer } from 'node:net';
import ssh2, { type Connection } from 'ssh2';

interface OwnServerFaults {
  /** Nobody is let in. */
  refuseLogin?: boolean;
  /** No port is given to anyone. */
  refuseForward?: boolean;
  /** A login is never answered. */
  hangLogin?: boolean;
  /** A port asked for is never answered. */
  hangForward?: boolean;
}

export interface OwnServer {
  readonly port: number;
  readonly faults: OwnServerFaults;
  sessions(): number;
  /** Whether somebody waits for an answer that does not come. */
  isAsked(fault: 'hangLogin' | 'hangForward'): boolean;
  /** Says goodbye to everyone. */
  dismissAll(): void;
  close(): Promise<void>;
}

export async function startOwnServer(hostKey: string): Promise<OwnServer> {
  const faults: OwnServerFaults = {};
  const sessions = new Set<Connection>();
  const asked = new Set<keyof OwnServerFaults>();
  const server = new ssh2.Server({ hostKeys: [readFileSync(hostKey)] }, (client) => {
    sessions.add(client);
    const ports: NetServer[] = [];
    client.on('error', () => {}); // a link cut by a test
    client.on('close', () => {
      sessions.delete(client);
      for (const port of ports) port.close();
    });
    client.on('authentication', (context) => {
      if (faults.hangLogin) return void asked.add('hangLogin');
      if (faults.refuseLogin || context.method !== 'publickey') context.reject(['publickey']);
      else context.accept();
    });
    client.on('request', (accept, reject, name, info) => {
      if (faults.hangForward) return void asked.add('hangForward');
      if (faults.refuseForward || name !== 'tcpip-forward') return reject?.();
      if (!('bindPort' in info)) return reject?.();
      const { bindAddr, bindPort } = info;
      if (bindPort > 0 && bindPort < 1024) return reject?.();
      // without delay, as OpenSSH's server does it
      const port = createServer({ noDelay: true }, (socket) => {
        const from = { remoteAddress: '127.0.0.1', remotePort: socket.remotePort ?? 0 };
        socket.on('error', () => {});
        client.forwardOut(
          bindAddr,
          bindPort,
          from.remoteAddress,
          from.remotePort,
          (error, channel) => {
            if (error) socket.destroy();
            else socket.pipe(channel).pipe(socket);
          },
        );
      });
      ports.push(port);
      port.once('error', () => reject?.());
      port.listen(bindPort, '127.0.0.1', () => accept?.());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    faults,
    sessions: () => sessions.size,
    isAsked: (fault) => asked.has(fault),
    dismissAll() {
      for (const session of sessions) session.end();
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const session of sessions) session.end();
      await closed;
    },
  };
}
