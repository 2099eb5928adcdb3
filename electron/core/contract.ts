// What an edge tells the core, and what it gets of it.
import type { ChangeEvent } from '#shared/event';
import type { Gap } from '#shared/gap';
import type { CoreCalls, Handlers, Push } from '#shared/ipc';
import type { Locale } from '#shared/locale';
import type { Result } from '#shared/result';
import type { TunnelState } from '#shared/tunnel';
import type { Config } from './config/config';
import type { ControlCalls } from './control/calls';
import type { Source } from './sources/bind';

export interface CoreOptions {
  /** Folder for the database; made when missing. */
  readonly dataDir: string;
  /** Port of the receiver on 127.0.0.1; 0 for that of the last run, or a free one. */
  readonly port: number;
  readonly version: string;
  /** Whether demo tables of an earlier run go on changing. */
  readonly resumeDemo?: boolean;
  /** The language of notifications where the settings name none. */
  readonly locale?: Locale;
  /** Folder shared by all data folders of the person, for locks between them; made when missing. */
  readonly stateDir?: string;
  /** The services; all there are when absent. */
  readonly sources?: readonly Source[];
}

export interface Core {
  /** One function per call of `shared/ipc.ts`; each checks its input and never throws. */
  readonly api: Handlers<keyof CoreCalls>;
  /** What the command line asks, whether this process runs or another: see `control/calls.ts`. */
  readonly asked: ControlCalls;
  /** @returns a function that stops listening */
  onPush(listener: (push: Push) => void): () => void;
  /**
   * Newly stored events, in order of `seq`; and again, with the same id, those whose values became known since.
   * @returns a function that stops listening
   */
  onEvents(listener: (events: readonly ChangeEvent[]) => void): () => void;
  /** A time in which nothing could arrive began, ended or was filled. @returns a function that stops listening */
  onGaps(listener: (gap: Gap) => void): () => void;
  /** The way from the public address to here. @returns a function that stops listening */
  onAddress(listener: (state: TunnelState) => void): () => void;
  /** The machine woke after it had slept so many ms; what may have broken is looked at. */
  woke(sleptMs: number): void;
  /** The machine lost the network, or has it back. */
  online(isOnline: boolean): void;
  /**
   * Makes connections and subscriptions as a config file says; call it before `start`, which makes their hooks.
   * @param file absolute path of the config file, remembered for commands that run later without one
   */
  configure(config: Config, file?: string): Promise<Result<null>>;
  /** Starts the receiver and works off what an earlier run left pending. */
  start(): Promise<Result<{ readonly receiver: string }>>;
  /** Takes no more deliveries, finishes the accepted ones, closes the store. */
  stop(): Promise<void>;
}
