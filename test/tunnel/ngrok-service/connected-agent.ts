// What the service can do with an agent that is connected.
import type { Duplex } from 'node:stream';
import type { Binding, Login } from './messages';

export type Command = 'stop' | 'restart' | 'update';

export interface AgentSession {
  /** Null until it has logged in. */
  login(): Login | null;
  /** A stream to the agent's receiver, for one public connection. */
  proxy(binding: Binding, clientAddress: string): Duplex;
  /** @returns what the agent answered: `{}`, or `{ error }` */
  command(command: Command): Promise<unknown>;
  /** Tells the agent that an endpoint was stopped by the service. */
  stopTunnel(binding: Binding, message: string, code: string): void;
  /** The connection stays, and nothing passes any more. */
  mute(): void;
  openStreams(): number;
}
