// A double of ngrok's agent service with its public edge, on loopback, for the real and unmodified SDK.
import { createAgentServer } from './agent-server';
import { createAgentSession } from './agent-session';
import { createCertificateAuthority } from './certificate';
import type { AgentSession, Command } from './connected-agent';
import { createDirectory } from './directory';
import { createEdge } from './edge';
import { createFactBook, type FactBook } from './facts';
import { createFaults, type Faults } from './faults';
import { createFront } from './front';
import type { Binding, Login } from './messages';

export interface NgrokServiceOptions {
  /**
   * The address an agent is told for its endpoint. `name`: `https://DOMAIN`, as the real service does.
   * `door`: `http://HOST:PORT` of the domain, which can be asked without DNS. Default `name`.
   */
  readonly announce?: 'name' | 'door';
  /** Agent sessions at the same time; the free plan has 1. Default: no limit. */
  readonly sessionLimit?: number;
  /** The IPv4 address to listen at, of another network than loopback for instance. Default 127.0.0.1. */
  readonly host?: string;
}

export interface NgrokService {
  /** `host:port` for the SDK's `serverAddr`. */
  readonly agentAddress: string;
  /** PEM of the authority behind the agents' port and the edge, for the SDK's `caCert`. */
  readonly ca: string;
  /** HTTPS by name: connect to `host` at this port with SNI and `Host` of the domain. */
  readonly edgePort: number;
  /** `http://HOST:PORT` of a domain, online or not; the same as long as the service runs. */
  edgeUrl(domain: string): Promise<string>;
  /** What is online, in the order it came. */
  bindings(): readonly Binding[];
  /** Who is logged in. */
  sessions(): readonly Login[];
  /** Streams that have not ended, over all sessions; each agent has its heartbeat's. */
  openStreams(): number;
  readonly faults: Faults;
  readonly facts: Pick<FactBook, 'count' | 'waitFor'>;
  /**
   * Ends every link. `reset`: RST. `close`: FIN. `silent`: the connection stays and nothing passes any more,
   * as after a change of network; new connections are served.
   */
  dropLinks(how: 'reset' | 'close' | 'silent'): void;
  /** Refuses new connections and ends the open ones, until `resume`, which uses the same port. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** An endpoint without a domain gets another name from now on. */
  changeRandomName(): void;
  /** Sends a command of the dashboard to every agent; @returns what each answered: `{}` or `{ error }`. */
  command(command: Command): Promise<readonly unknown[]>;
  /** Stops an endpoint, as an administrator does. */
  stopTunnel(domain: string, message: string, code: string): void;
  close(): Promise<void>;
}

export async function createNgrokService(options: NgrokServiceOptions = {}): Promise<NgrokService> {
  const { host = '127.0.0.1' } = options;
  const authority = createCertificateAuthority('A double of ngrok');
  const faults = createFaults();
  const facts = createFactBook();
  const directory = createDirectory({
    faults,
    sessionLimit: options.sessionLimit ?? Number.POSITIVE_INFINITY,
    urlOf: async (domain) =>
      options.announce === 'door' ? await front.door(domain) : `https://${domain}`,
  });
  const front = await createFront(host, createEdge({ directory, faults, facts }), authority);

  /** All that are connected, logged in or not. */
  const connected = new Set<AgentSession>();
  const agents = await createAgentServer(
    host,
    authority.issue(['localhost', host]),
    (connection) => {
      const session = createAgentSession(connection, { directory, faults, facts });
      connected.add(session);
      connection.on('close', () => connected.delete(session));
    },
  );

  return {
    agentAddress: `${host}:${agents.port}`,
    ca: authority.ca,
    edgePort: front.port,
    edgeUrl: front.door,
    bindings: directory.bindings,
    sessions: () => directory.sessions().flatMap((session) => session.login() ?? []),
    openStreams: () => [...connected].reduce((sum, session) => sum + session.openStreams(), 0),
    faults,
    facts,
    dropLinks(how) {
      if (how === 'silent') for (const session of connected) session.mute();
      else agents.cut(how);
    },
    async pause() {
      await agents.pause();
      agents.cut('close');
    },
    resume: agents.resume,
    changeRandomName: directory.changeRandomName,
    command: (command) =>
      Promise.all(directory.sessions().map((session) => session.command(command))),
    stopTunnel(domain, message, code) {
      const entry = directory.find(domain);
      if (!entry) return;
      directory.unbind(entry.binding.id);
      entry.session.stopTunnel(entry.binding, message, code);
    },
    async close() {
      await agents.close();
      await front.close();
    },
  };
}
