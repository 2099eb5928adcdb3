// Live channels of all connections that have one: opened, watched over, opened again, and what they bring written down.
import type { LiveView } from '#shared/connection';

export interface LiveDesk {
  /** null: the connection has no live channel. */
  view(connectionId: string): LiveView | null;
  /** Connections, subscriptions or secrets have changed: channels are opened, renewed or closed. */
  changed(): void;
  /** The machine woke or the network is back: broken channels are tried at once, and silent ones renewed. */
  woke(): void;
  start(): void;
  /** Closes all; what was handed over is on disk when this resolves. */
  stop(): Promise<void>;
}
