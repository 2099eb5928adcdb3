// How the app is doing, in one value: drawn by the tray, the status line and the CLI.
import { z } from 'zod';
import type { Problem } from './result';
import type { TunnelSecret, TunnelState } from './tunnel';
import type { TunnelUsage } from './tunnel-usage';

/** Those below are the system's. */
export const receiverPort = z.int().min(1024).max(65_535);

export interface ReceiverStatus {
  readonly state: 'stopped' | 'listening' | 'failed';
  /** `http://127.0.0.1:PORT` while listening. */
  readonly url: string | null;
  /** The one that is kept from run to run; another is in `url` while a program has taken it. null before the first start. */
  readonly port: number | null;
  readonly problem: Problem | null;
}

/** Deliveries of earlier versions that are read again, since this one reads them better. */
export interface Rereading {
  readonly done: number;
  readonly total: number;
}

export interface Status {
  readonly version: string;
  readonly receiver: ReceiverStatus;
  /** Where the services reach the receiver; null when only this machine does. */
  readonly publicUrl: string | null;
  /** The way from there to the receiver; `off` where no public address is set. */
  readonly tunnel: TunnelState;
  /** Of what the tunnel's service allows in a month; null where it limits nothing. */
  readonly tunnelUsage: TunnelUsage | null;
  /** Names of the tunnel's secrets that are set. */
  readonly tunnelSecrets: readonly TunnelSecret[];
  /** `failed`: changes cannot be kept right now. `attention`: a person should look. */
  readonly health: 'ok' | 'attention' | 'failed';
  /** Worst first; each says what to do next. */
  readonly problems: readonly Problem[];
  readonly queue: { readonly pending: number; readonly undecoded: number };
  /** null: everything was read by this version. */
  readonly rereading: Rereading | null;
  readonly unread: number;
  readonly events: number;
  readonly connections: number;
  /** ms since 1970; null before the first event. */
  readonly lastEventAt: number | null;
  readonly paused: boolean;
  readonly demo: boolean;
  /** Whether the OS can encrypt secrets; false means they are kept only until the app quits. */
  readonly secretsKept: boolean;
}
