// How the engine is doing, gathered in one place and told when it changes.

import { emptyQuery } from '#shared/query/query';
import type { Problem } from '#shared/result';
import type { ReceiverStatus, Status } from '#shared/status';
import type { Directory } from './connections/directory';
import type { Clock, Vault } from './ports';
import type { PushDesk } from './pushes';
import type { Store } from './store/store';

export interface StatusBoard {
  read(): Status;
  setReceiver(receiver: ReceiverStatus): void;
  /** null: writing works. */
  setDisk(problem: Problem | null): void;
  /** Something that the status counts has changed; pushes at most ten times a second. */
  touch(): void;
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
  /** Connections whose deliveries wait for a lost secret. */
  readonly locked: Directory['locked'];
}

export function createStatusBoard(needs: StatusNeeds): StatusBoard {
  const { store, vault, clock, pushes, version } = needs;
  let receiver: ReceiverStatus = { state: 'stopped', url: null, problem: null };
  let disk: Problem | null = null;
  let cancelPush: (() => void) | null = null;

  function read(): Status {
    const settings = store.settings();
    const states = store.deliveries.counts();
    const connections = store.connections.list();
    const failures = [disk, receiver.problem].filter((problem) => problem !== null);
    const locked = needs.locked().map(
      ({ connection, secret }): Problem => ({
        code: 'connection-locked',
        params: { connection: connection.name, name: secret },
      }),
    );
    const needsLook = locked.length > 0 || states.undecoded > 0;
    return {
      version,
      receiver,
      publicUrl: settings.publicAddress?.url ?? null,
      health: failures.length > 0 ? 'failed' : needsLook ? 'attention' : 'ok',
      problems: [...failures, ...locked],
      queue: { pending: states.pending, undecoded: states.undecoded },
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
    cancelPush ??= clock.after(pushEvery, () => {
      cancelPush = null;
      pushes.send('status', read());
    });
  }

  return {
    read,
    setReceiver(next) {
      receiver = next;
      touch();
    },
    setDisk(problem) {
      if (problem?.code === disk?.code) return;
      disk = problem;
      touch();
    },
    touch,
    stop() {
      cancelPush?.();
      cancelPush = null;
    },
  };
}
