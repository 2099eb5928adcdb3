// The public address over ngrok: one helper process for each link, and its words turned into faults.
import { access, constants } from 'node:fs/promises';
import { err, ok } from '#shared/result';
import type { NgrokTunnel } from '#shared/tunnel-ngrok';
import type { Clock, ProcessHost } from '../../ports';
import type { TunnelFault, TunnelLink, TunnelProvider } from '../tunnel';
import { type Helper, type Said, startHelper } from './dialogue';
import { caFault, helperFault, hungFault, tokenFault, troubleFault } from './faults';
import type { OpenOrder } from './messages';
import { ngrokServer } from './server';
import { askWhetherThere } from './silence';

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
      const unread = typeof address.ca === 'string' ? null : await whyUnread(address.ca.file);
      if (unread !== null) return err(unread);
      if (signal.aborted) return err(helperFault);
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

function linkOf(url: string, { process, exited, next, heard }: Helper, clock: Clock): TunnelLink {
  let closed = false;
  let hung = false;
  const stopAsking = askWhetherThere({
    clock,
    ask: () => process.send({ kind: 'ping' }),
    heard,
    onSilence() {
      hung = true;
      process.kill();
    },
  });
  const gone = next().then((said): TunnelFault | null => {
    stopAsking();
    process.kill();
    if (closed) return null;
    return hung ? hungFault : faultOf(said);
  });
  return {
    url,
    gone,
    async close() {
      closed = true;
      stopAsking();
      process.send({ kind: 'close' });
      const cancel = clock.after(limits.farewell, () => process.kill());
      await exited;
      cancel();
    },
  };
}

/** The SDK would only name the error, not the file. */
async function whyUnread(file: string): Promise<TunnelFault | null> {
  try {
    await access(file, constants.R_OK);
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return caFault(file, code);
  }
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
