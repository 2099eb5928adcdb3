// The public address as the engine sees it: follows the setting, keeps the link, and tells who asks what it is.
import { isVouched, type PublicAddress, stableUrl } from '#shared/public-address';
import type { Problem } from '#shared/result';
import type { TunnelState } from '#shared/tunnel';
import type { Clock, Http, Ids, ProcessHost, Vault } from '../ports';
import { createKnocker, doorOf } from './door';
import { createNetworkWatch } from './network-watch';
import { createProbe } from './probe';
import { createProofs } from './proofs';
import { createProvider } from './providers';
import { createReachWatch } from './reach-watch';
import { createSupervisor } from './supervisor';

/** ms of trouble that are worth a word: a link that is back sooner is nobody's concern. */
const patience = 20_000;
/** ms after which a person who asked for a proof is told what is known so far. */
const proveWithin = 12_000;

export interface TunnelDesk {
  state(): TunnelState;
  /** Under which services reach the receiver; null without a public address, or before a tunnel has given one. */
  url(): string | null;
  /**
   * Where hooks may be made to call: known to lead here by a proof, by the service that gave the name, or by the person's
   * word; else null, since a stranger may be there.
   */
  proved(): string | null;
  /** Of the public address, with its port where that is not the default one. */
  host(): string | null;
  /** What a person should look at. */
  problem(): Problem | null;
  /** The receiver's answer to our own question; null to everybody else's. */
  answer(nonce: string): string | null;
  /** @param receiver where requests are to be carried, `http://127.0.0.1:PORT` */
  start(receiver: string): void;
  /** The setting may have changed: opens what it names now. Does nothing before `start`. */
  follow(): void;
  /** A secret was entered, or the person wants another try. */
  restart(): void;
  /** The machine woke up, or is in another network. */
  wake(): void;
  /** Asks through the address once more. Resolves when it is known how that ended, or after a while. */
  prove(): Promise<void>;
  /** Resolves once no link is being opened for the first time, or after a while. */
  settled(): Promise<void>;
  /** A service's request has come in under the public address. */
  arrived(): void;
  stop(): Promise<void>;
  /** @returns a function that stops listening */
  listen(listener: (state: TunnelState) => void): () => void;
}

export interface TunnelNeeds {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly http: Http;
  readonly vault: Vault;
  readonly processes: ProcessHost;
  readonly version: string;
  /** ms between two proofs of a link that a month's allowance pays for. */
  readonly proveEvery: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly address: () => PublicAddress | null;
  readonly save: (address: PublicAddress) => void;
  /** Why a program that forwards to the receiver's port by itself does not find it there; null while none does, or it does. */
  readonly displaced: () => Problem | null;
  /** Every change of the state. */
  readonly changed: () => void;
  /** Services can reach us again, or under another address. */
  readonly back: () => void;
}

export function createTunnelDesk(needs: TunnelNeeds): TunnelDesk {
  const { clock } = needs;
  const listeners = new Set<(state: TunnelState) => void>();
  /** Those who wait for the next answer. */
  const settling = new Set<() => void>();
  const proofs = createProofs(clock, needs.ids);
  const supervisor = createSupervisor({
    clock,
    probe: createProbe({ ...needs, proofs, displaced: () => open && needs.displaced() }),
    random: needs.random,
    onState: entered,
  });
  const watch = createNetworkWatch(
    clock,
    () => supervisor.state().kind !== 'online',
    () => supervisor.wake(),
  );
  const knocker = createKnocker();
  const reach = createReachWatch({
    clock,
    knock: async (timeoutMs) => open !== null && knocker.knock(doorOf(open), timeoutMs),
    back: () => supervisor.wake(),
  });
  let receiver: string | null = null;
  let open: PublicAddress | null = null;
  let before: TunnelState = { kind: 'off' };
  /** Of the last link; a name that changes at every start is worth keeping while it may come back. */
  let lastUrl: string | null = null;
  let troubleSince: number | null = null;
  let cancelWord = () => {};

  function entered(state: TunnelState): void {
    const wasReached =
      before.kind === 'online' || (before.kind === 'unproved' && state.kind !== 'online');
    const isReached = state.kind === 'online' || state.kind === 'unproved';
    const isBack = isReached && (!wasReached || state.url !== lastUrl);
    if (isReached) lastUrl = state.url;
    if (state.kind === 'online' || state.kind === 'off') calm();
    else trouble();
    const isNews = !isSame(before, state);
    before = state;
    reach.heed(state);
    if (isBack && open !== null) void knocker.remember(doorOf(open));
    needs.changed();
    if (state.kind !== 'connecting') for (const settle of [...settling]) settle();
    if (isNews) for (const listener of listeners) listener(state);
    if (isBack) needs.back();
  }

  function calm(): void {
    troubleSince = null;
    cancelWord();
  }

  function trouble(): void {
    if (troubleSince !== null) return;
    troubleSince = clock.now();
    cancelWord();
    // By then it is worth one, whether the state changes or not.
    cancelWord = clock.after(patience + 1, needs.changed);
  }

  function provide(address: PublicAddress): void {
    if (receiver === null) return;
    open = address;
    reach.heed({ kind: 'off' });
    const keepHostKey = (hostKey: string) => {
      if (open?.kind !== 'ssh' || open !== address) return;
      const known = { ...open, hostKey };
      needs.save(known);
      open = known;
    };
    supervisor.start(createProvider(address, { ...needs, keepHostKey }), receiver);
    watch.start();
  }

  async function close(): Promise<void> {
    open = null;
    watch.stop();
    await supervisor.stop();
  }

  function follow(): void {
    const address = needs.address();
    if (receiver === null || wayOf(address) === wayOf(open)) return;
    lastUrl = null;
    calm();
    if (address === null) void close();
    else provide(address);
  }

  const answered = (ask: () => void) =>
    new Promise<void>((resolve) => {
      const done = () => {
        cancel();
        settling.delete(done);
        resolve();
      };
      const cancel = clock.after(proveWithin, done);
      settling.add(done);
      ask();
    });

  const under = (known: string | null) => {
    const address = needs.address();
    return address === null ? null : (stableUrl(address) ?? known);
  };

  return {
    state: supervisor.state,
    url: () => under(lastUrl),
    proved() {
      const state = supervisor.state();
      if (state.kind === 'online') return state.url;
      return state.kind === 'unproved' && isVouched(needs.address()) ? state.url : null;
    },
    host() {
      // A new name is asked under before it is proved.
      const known = under(supervisor.linkUrl() ?? lastUrl);
      return known === null ? null : new URL(known).host;
    },
    problem() {
      const state = supervisor.state();
      if (state.kind === 'failed') return state.problem;
      if (state.kind !== 'retrying' && state.kind !== 'unproved') return null;
      if (state.kind === 'unproved' && isVouched(needs.address())) return null;
      const isLong = troubleSince !== null && clock.now() - troubleSince > patience;
      return isLong ? state.problem : null;
    },
    answer: proofs.answer,
    start(where) {
      receiver = where;
      follow();
    },
    follow,
    restart() {
      if (open) provide(open);
    },
    wake: supervisor.wake,
    arrived: supervisor.arrived,
    prove() {
      const { kind } = supervisor.state();
      // Nothing is asked where only the person can help.
      if (kind === 'off' || kind === 'failed') return Promise.resolve();
      return answered(supervisor.check);
    },
    settled: () =>
      supervisor.state().kind === 'connecting' ? answered(() => {}) : Promise.resolve(),
    async stop() {
      receiver = null;
      calm();
      await close();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What a link is made of: neither what its service's plan allows nor what the person says of it. */
const wayOf = (address: PublicAddress | null) =>
  JSON.stringify(address && { ...address, plan: null, trusted: null });

/** Another proof of the same address is no news. */
function isSame(a: TunnelState, b: TunnelState): boolean {
  if (a.kind === 'online' && b.kind === 'online') return a.url === b.url;
  return JSON.stringify(a) === JSON.stringify(b);
}
