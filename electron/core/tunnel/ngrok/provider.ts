// The public address over ngrok: one helper process for each link, and its words turned into faults.
import { err, ok } from '#shared/result';
import type { NgrokTunnel } from '#shared/tunnel-ngrok';
import type { Clock, HelperProcess, ProcessHost } from '../../ports';
import type { TunnelFault, TunnelLink, TunnelProvider } from '../tunnel';
import { helperFault, tokenFault, troubleFault } from './faults';
import { type OpenOrder, type Report, report } from './messages';
import { ngrokServer } from './server';

/**
 * ms: for an address, a little more than the helper gives itself; for a polite end; and in which ngrok may still hold
 * for alive a link of ours that a lost network has taken.
 */
const limits = { up: 17_000, farewell: 700, ghost: 60_000 } as const;

export interface NgrokNeeds {
  readonly processes: ProcessHost;
  /** From the vault, if one is kept. */
  readonly authtoken: () => string | undefined;
  readonly clock: Clock;
  readonly version: string;
  /** ms, by what is left of the month's requests. */
  readonly proveEvery: () => number;
}

export function createNgrokProvider(address: NgrokTunnel, needs: NgrokNeeds): TunnelProvider {
  let lostAt = Number.NEGATIVE_INFINITY;
  /** Our own last link, which stands in the way there, is let go of within seconds. */
  const hurried = (fault: TunnelFault): TunnelFault =>
    fault.retry === 'slow' &&
    isHeld.has(fault.problem.code) &&
    needs.clock.now() - lostAt < limits.ghost
      ? { ...fault, retry: 'soon' }
      : fault;
  return {
    proveEvery: needs.proveEvery,
    async open(receiver, signal) {
      const authtoken = needs.authtoken()?.trim() ?? '';
      if (authtoken === '') return err(tokenFault);
      const helper = startHelper(needs.processes);
      if (helper === null) return err(helperFault);
      const first = helper.next();
      helper.process.send(orderOf(address, { receiver, authtoken, version: needs.version }));

      const stop = () => helper.process.kill();
      const cancelTimer = needs.clock.after(limits.up, stop);
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      const said = await first;
      cancelTimer();
      signal.removeEventListener('abort', stop);

      if (said?.kind === 'up') {
        const link = linkOf(said.url, helper, needs.clock);
        void link.gone.then(() => {
          lostAt = needs.clock.now();
        });
        return ok(link);
      }
      helper.process.kill();
      await helper.exited;
      return err(hurried(faultOf(said)));
    },
  };
}

const isHeld: ReadonlySet<string> = new Set(['ngrok-domain-busy', 'ngrok-session-limit']);

/** What it says next; null: it ended without a word. */
type Said = Report | null;

interface Helper {
  readonly process: HelperProcess;
  readonly exited: Promise<void>;
  next(): Promise<Said>;
}

function startHelper(host: ProcessHost): Helper | null {
  let process: HelperProcess;
  try {
    process = host.start();
  } catch {
    return null;
  }
  const queue: Said[] = [];
  let waiting: ((said: Said) => void) | null = null;
  const hear = (said: Said) => {
    if (waiting) waiting(said);
    else queue.push(said);
    waiting = null;
  };
  process.onMessage((message) => {
    const heard = report.safeParse(message);
    if (heard.success) hear(heard.data);
  });
  const exited = new Promise<void>((resolve) => {
    process.onExit(() => {
      hear(null);
      resolve();
    });
  });
  return {
    process,
    exited,
    next: () =>
      new Promise((resolve) => {
        const ready = queue.shift();
        if (ready === undefined) waiting = resolve;
        else resolve(ready);
      }),
  };
}

function linkOf(url: string, { process, exited, next }: Helper, clock: Clock): TunnelLink {
  let closed = false;
  const gone = next().then((said): TunnelFault | null => {
    process.kill();
    return closed ? null : faultOf(said);
  });
  return {
    url,
    gone,
    async close() {
      closed = true;
      process.send({ kind: 'close' });
      const cancel = clock.after(limits.farewell, () => process.kill());
      await exited;
      cancel();
    },
  };
}

const faultOf = (said: Said): TunnelFault =>
  said?.kind === 'trouble' ? troubleFault(said) : helperFault;

function orderOf(
  address: NgrokTunnel,
  rest: Pick<OpenOrder, 'receiver' | 'authtoken' | 'version'>,
): OpenOrder {
  const { domain, ca } = address;
  return {
    kind: 'open',
    ...rest,
    domain,
    serverAddr: ngrokServer(address),
    rootCas: ca === 'ngrok' ? 'trusted' : ca === 'host' ? 'host' : ca.file,
  };
}
