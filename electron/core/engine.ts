// What the calls of the core work with: the parts that `createCore` has wired.
import type { Budget } from './budget/budget';
import type { Directory } from './connections/directory';
import type { SchemaReads } from './connections/schema-reads';
import type { ServiceDesk } from './connections/service-desk';
import type { Clock, Http, Ids, Log, Vault } from './ports';
import type { PushDesk } from './pushes';
import type { Source } from './sources/bind';
import type { StatusBoard } from './status';
import type { Store } from './store/store';
import type { CalledRoots } from './subscriptions/called-roots';
import type { TunnelDesk } from './tunnel/desk';

export interface Engine {
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly http: Http;
  readonly log: Log;
  readonly pushes: PushDesk;
  readonly sources: readonly Source[];
  readonly directory: Directory;
  /** Every call to a service goes through here: counted, kept within the budget, with a token that is fresh. */
  readonly services: ServiceDesk;
  readonly schemas: SchemaReads;
  readonly budget: Budget;
  readonly status: StatusBoard;
  readonly tunnel: TunnelDesk;
  readonly roots: CalledRoots;
  /** There is something in the queue. */
  readonly wake: () => void;
}

/**
 * Where a service reaches a subscription: under the public address, else on this machine only.
 * @returns null while the receiver is not listening and no public address is set, or the tunnel has given none yet
 */
export function callbackUrl({ store, status, tunnel }: Engine, address: string): string | null {
  const isLocal = store.settings().publicAddress === null;
  return below(isLocal ? status.receiver().url : tunnel.url(), address);
}

/**
 * The same, where a hook may be made to call it: behind a public address that nobody has proved may be a stranger.
 * @returns null until it is proved
 */
export function hookUrl({ store, status, tunnel }: Engine, address: string): string | null {
  const isLocal = store.settings().publicAddress === null;
  return below(isLocal ? status.receiver().url : tunnel.proved(), address);
}

const below = (root: string | null, address: string) =>
  root === null ? null : `${root.replace(/\/+$/, '')}/in/${address}`;
