// A request through the public address to our own receiver: only its coming back proves that services can reach this machine.
import type { ConnectionHealth } from '#shared/doctor';
import type { Problem } from '#shared/result';
import type { CatchUp } from '../catchup/catch-up';
import type { Engine } from '../engine';

/** ms between two requests, while they come back and while they do not. */
const everyMs = { passed: 5 * 60_000, failed: 30_000 } as const;
/** ms after which an answer would say nothing about now, and a nonce is worth nothing. */
const timeoutMs = 10_000;

export interface Canary {
  state(): Pick<ConnectionHealth, 'canary' | 'roundTripMs'>;
  problem(): Problem | null;
  /** @returns what the receiver answers to `/canary/<nonce>`; null unless this nonce is being asked for right now */
  answer(path: string): string | null;
  /** Asks now; joins a request under way. Without a public address it does nothing. */
  look(): Promise<void>;
  start(): void;
  stop(): void;
}

export function createCanary(
  {
    store,
    status,
    clock,
    http,
    ids,
    pushes,
  }: Pick<Engine, 'store' | 'status' | 'clock' | 'http' | 'ids' | 'pushes'>,
  catchUp: Pick<CatchUp, 'gapBegan' | 'gapEnded'>,
): Canary {
  /** What is answered, by nonce; the answer is secret too, so that a server which says yes to all is found out. */
  const open = new Map<string, string>();
  let state: ReturnType<Canary['state']> = { canary: 'not-tried', roundTripMs: null };
  let problem: Problem | null = null;
  let passedAt: number | null = null;
  let underWay: Promise<void> | null = null;
  let cancel = () => {};
  let running = false;

  const publicRoot = () => store.settings().publicAddress?.url ?? null;

  async function ask(root: string): Promise<void> {
    const [nonce, expected] = [ids.token(), ids.token()];
    const began = clock.now();
    open.set(nonce, expected);
    const answered = await http.request({
      method: 'GET',
      url: `${root.replace(/\/+$/, '')}/canary/${nonce}`,
      // Free ngrok addresses show a page to browsers instead: https://ngrok.com/docs/pricing-limits/free-plan-limits
      headers: { 'ngrok-skip-browser-warning': '1' },
      timeoutMs,
    });
    open.delete(nonce);
    // Changed while the request was out: its answer says nothing about today's address.
    if (publicRoot() !== root) return;
    const reason = !answered.ok
      ? String(answered.error.params?.reason ?? answered.error.code)
      : answered.value.text !== expected
        ? `HTTP ${answered.value.status}`
        : null;
    if (reason === null) passed(clock.now() - began);
    else failed(root, reason);
  }

  function none(): void {
    state = { canary: 'not-tried', roundTripMs: null };
    problem = null;
    passedAt = null;
    catchUp.gapEnded('unreachable', null);
  }

  function passed(roundTripMs: number): void {
    passedAt = clock.now();
    state = { canary: 'passed', roundTripMs };
    problem = null;
    catchUp.gapEnded('unreachable', null);
  }

  function failed(root: string, reason: string): void {
    const local = status.receiver().url;
    state = { canary: 'failed', roundTripMs: null };
    problem = {
      code: 'canary-failed',
      params: {
        host: new URL(root).host,
        reason,
        port: local === null ? '?' : new URL(local).port,
      },
    };
    catchUp.gapBegan('unreachable', null, passedAt ?? undefined);
  }

  async function look(): Promise<void> {
    cancel();
    const before = JSON.stringify([state, problem]);
    let root: string | null;
    do {
      root = publicRoot();
      if (root === null) none();
      else await ask(root);
    } while (running && root !== publicRoot());
    if (!running) return;
    if (before !== JSON.stringify([state, problem])) {
      pushes.send('connections', null);
      status.touch();
    }
    cancel = clock.after(state.canary === 'failed' ? everyMs.failed : everyMs.passed, () => {
      void join();
    });
  }

  function join(): Promise<void> {
    underWay ??= look().finally(() => {
      underWay = null;
    });
    return underWay;
  }

  return {
    state: () => state,
    problem: () => problem,
    answer: (path) =>
      path.startsWith('/canary/') ? (open.get(path.slice('/canary/'.length)) ?? null) : null,
    look: async () => {
      if (running) await join();
    },
    start() {
      running = true;
    },
    stop() {
      running = false;
      cancel();
    },
  };
}
