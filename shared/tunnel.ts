// How the way to the outside is doing, in one value: drawn by the page, the tray, the status line and the CLI.
import type { Problem } from './result';

export type TunnelState =
  | { readonly kind: 'off' }
  | { readonly kind: 'connecting' }
  /**
   * `provedAt`: ms since 1970 of the last request of our own that came back through the address, after `roundTripMs`; null:
   * none does, but a service's request arrived then.
   */
  | {
      readonly kind: 'online';
      readonly url: string;
      readonly provedAt: number;
      readonly roundTripMs: number | null;
    }
  /** The link stands, but this machine cannot look its name up; the services may well reach it. */
  | { readonly kind: 'unproved'; readonly url: string; readonly problem: Problem }
  /** `at`: ms since 1970 of the next try. */
  | { readonly kind: 'retrying'; readonly at: number; readonly problem: Problem }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** What a tunnel must know and nobody may read: kept in the vault as `tunnel/<name>`. */
export const tunnelSecrets = ['ngrok-authtoken', 'ssh-passphrase'] as const;
export type TunnelSecret = (typeof tunnelSecrets)[number];
