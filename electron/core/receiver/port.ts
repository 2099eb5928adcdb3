// Keeps the receiver on one port: what calls it from outside this app, such as a reverse proxy, cannot follow it to another.
import { ok, type Problem, type Result } from '#shared/result';
import type { ReceiverStatus } from '#shared/status';
import type { Clock } from '../ports';
import type { Store } from '../store/store';
import type { Receiver } from './server';

/** ms between two looks whether another program has let go of the port. */
const lookEvery = 10_000;

export interface PortKeeper {
  /**
   * Listens on the port asked for; where none is, on the one that is kept, and on any other while a program has taken it.
   * @param asked 0 when none is asked for
   * @returns `http://127.0.0.1:PORT`
   */
  start(asked: number): Promise<Result<string>>;
  /** Listens on this port from now on; the one before goes on answering until the app quits. */
  move(port: number): Promise<Result<null>>;
  /** Why what calls the kept port does not arrive; null while it does. */
  problem(): Problem | null;
  stop(): void;
}

export interface PortNeeds {
  readonly receiver: Pick<Receiver, 'listen' | 'alsoListen'>;
  readonly store: Pick<Store, 'port' | 'savePort'>;
  readonly clock: Clock;
  /** Every change; the first one comes before `start` resolves. */
  readonly onStatus: (status: ReceiverStatus) => void;
  /** Another port is in use than before. */
  readonly onMoved: () => void;
}

export function createPortKeeper({
  receiver,
  store,
  clock,
  onStatus,
  onMoved,
}: PortNeeds): PortKeeper {
  let problem: Problem | null = null;
  let cancel = () => {};
  let stopped = false;

  function listening(url: string, kept: number): string {
    const now = portOf(url);
    problem = now === kept ? null : { code: 'receiver-port-moved', params: { port: kept, now } };
    if (problem !== null) lookLater(kept);
    onStatus({ state: 'listening', url, port: kept, problem });
    return url;
  }

  function lookLater(kept: number): void {
    if (!stopped) cancel = clock.after(lookEvery, () => void look(kept));
  }

  async function look(kept: number): Promise<void> {
    const back = await receiver.alsoListen(kept);
    // The person may have chosen another meanwhile.
    if (stopped || problem?.params?.port !== kept) return;
    if (!back.ok) return lookLater(kept);
    listening(back.value, kept);
    onMoved();
  }

  return {
    async start(asked) {
      const kept = asked === 0 ? store.port() : asked;
      const first = await receiver.listen(kept ?? 0);
      const heard = first.ok || asked !== 0 || kept === null ? first : await receiver.listen(0);
      if (!heard.ok) {
        onStatus({ state: 'failed', url: null, port: kept, problem: heard.error });
        return heard;
      }
      const port = kept ?? portOf(heard.value);
      store.savePort(port);
      return ok(listening(heard.value, port));
    },
    async move(port) {
      const moved = await receiver.alsoListen(port);
      if (!moved.ok) return moved;
      cancel();
      store.savePort(port);
      listening(moved.value, port);
      onMoved();
      return ok(null);
    },
    problem: () => problem,
    stop() {
      stopped = true;
      cancel();
    },
  };
}

const portOf = (url: string): number => Number(new URL(url).port);
