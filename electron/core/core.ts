// The one public door of the engine: an edge gives its ports, and gets calls, pushes, start and stop.
import type { ChangeEvent } from '#shared/event';
import type { CoreCalls, Handlers, Push } from '#shared/ipc';
import { err, type Result } from '#shared/result';
import type { Ports } from './ports';

export interface CoreOptions {
  /** Folder for the database; made when missing. */
  readonly dataDir: string;
  /** Port of the receiver on 127.0.0.1; 0 for a free one. */
  readonly port: number;
  readonly version: string;
}

export interface Core {
  /** One function per call of `shared/ipc.ts`; each checks its input and never throws. */
  readonly api: Handlers<keyof CoreCalls>;
  /** @returns a function that stops listening */
  onPush(listener: (push: Push) => void): () => void;
  /** Newly stored events, in order of `seq`. @returns a function that stops listening */
  onEvents(listener: (events: readonly ChangeEvent[]) => void): () => void;
  /** Starts the receiver and works off what an earlier run left pending. */
  start(): Promise<Result<{ readonly receiver: string }>>;
  /** Takes no more deliveries, finishes the accepted ones, closes the store. */
  stop(): Promise<void>;
}

/** Opens the store, and makes everything of it; nothing listens before `start`. */
export function createCore(_ports: Ports, _options: CoreOptions): Result<Core> {
  return err({ code: 'internal', params: { reason: 'not built yet' } });
}
