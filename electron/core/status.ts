// How the engine is doing, gathered in one place and told when it changes.

import { emptyQuery } from '#shared/query/query';
import type { Problem } from '#shared/result';
import type { ReceiverStatus, Rereading, Status } from '#shared/status';
import { tunnelSecrets } from '#shared/tunnel';
import type { TunnelTraffic } from './budget/tunnel-traffic';
import type { Clock, Vault } from './ports';
import type { PushDesk } from './pushes';
import type { Store } from './store/store';
import type { TunnelDesk } from './tunnel/desk';
import { tunnelSecretKey } from './tunnel/providers';

/** Each writes on its own, and only what has failed can say that it works again. */
type DiskUser = 'intake' | 'worker';

export interface StatusBoard {
  read(): Status;
  receiver(): ReceiverStatus;
  setReceiver(receiver: ReceiverStatus): void;
  /** null: writing works. */
  setDisk(user: DiskUser, problem: Problem | null): void;
  /** Something that the status counts has changed; pushes at most ten times a second. */
  touch(): void;
  /** Where to ask what is wrong with connections; they are made after the board. */
  watch(look: () => readonly Problem[]): void;
  stop(): void;
}

/** ms between two pushes of the status, so that a burst of events does not become a burst of redraws. */
const pushEvery = 100;

export interface StatusNeeds {
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly pushes: PushDesk;
  readonly version: string;
  /** Made after the board. */
  readonly tunnel: () => Pick<TunnelDesk, 'state' | 'url'>;
  /** Likewise. */
  readonly traffic: () => Pick<TunnelTraffic, 'usage'>;
  readonly rereading: () => Rereading | null;
}

export function createStatusBoard(needs: StatusNeeds): StatusBoard {
  const { store, vault, clock, pushes, version } = needs;
  let receiver: ReceiverStatus = { state: 'stopped', url: null, port: null, problem: null };
  const disk: Record<DiskUser, Problem | null> = { intake: null, worker: null };
  let look: () => readonly Problem[] = () => [];
  let cancelPush: (() => void) | null = null;
  let stopped = false;

  function read(): Status {
    const settings = store.settings();
    const pending = store.deliveries.count('pending');
    const undecoded = store.deliveries.count('undecoded');
    const connections = store.connections.list();
    const deaf = receiver.state === 'failed' ? receiver.problem : null;
    const failures = [disk.intake, disk.worker, deaf].filter((problem) => problem !== null);
    const watched = look();
    const needsLook = watched.length > 0 || undecoded > 0;
    return {
      version,
      receiver,
      publicUrl: needs.tunnel().url(),
      tunnel: needs.tunnel().state(),
      tunnelUsage: needs.traffic().usage(),
      tunnelSecrets: tunnelSecrets.filter((name) => vault.get(tunnelSecretKey(name)) !== undefined),
      health: failures.length > 0 ? 'failed' : needsLook ? 'attention' : 'ok',
      problems: [...failures, ...watched],
      queue: { pending, undecoded },
      rereading: needs.rereading(),
      unread: store.events.unread(emptyQuery),
      events: store.events.count(emptyQuery),
      connections: connections.length,
      lastEventAt: store.events.lastAt(null),
      paused: settings.paused,
      demo: connections.some((connection) => connection.demo),
      secretsKept: vault.lasting,
    };
  }

  function touch(): void {
    if (stopped) return;
    cancelPush ??= clock.after(pushEvery, () => {
      cancelPush = null;
      pushes.send('status', read());
    });
  }

  return {
    read,
    receiver: () => receiver,
    setReceiver(next) {
      receiver = next;
      touch();
    },
    setDisk(user, problem) {
      if (problem?.code === disk[user]?.code) return;
      disk[user] = problem;
      touch();
    },
    touch,
    watch(next) {
      look = next;
    },
    stop() {
      stopped = true;
      cancelPush?.();
    },
  };
}
