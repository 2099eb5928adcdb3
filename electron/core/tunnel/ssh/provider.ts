// A way to the outside over the person's own server: its SSH carries a port of its loopback to the receiver.
import { err, ok } from '#shared/result';
import type { SshTunnel } from '#shared/tunnel-ssh';
import type { TunnelProvider } from '../tunnel';
import { carry } from './carry';
import { slow } from './faults';
import { createIdentityReader, type IdentityNeeds } from './identity';
import { listen } from './listen';
import { openSession, type Pace } from './session';

/** A lost link is noticed within 15 s: the third question finds two unanswered. */
const defaultPace: Pace = { identityMs: 60_000, loginMs: 15_000, askEveryMs: 5000, unanswered: 2 };

export interface SshNeeds extends IdentityNeeds {
  /** Told once, when a server without a pinned key has let us in: keep it in the settings, `hostKey`. */
  readonly keepHostKey: (hostKey: string) => void;
  readonly pace?: Pace;
}

export function createSshProvider(settings: SshTunnel, needs: SshNeeds): TunnelProvider {
  const readIdentity = createIdentityReader(settings, needs);
  let pin = settings.hostKey;
  let hadPort = false;
  return {
    async open(receiver, signal) {
      const pace = needs.pace ?? defaultPace;
      const late = AbortSignal.timeout(pace.identityMs);
      const identity = await unlessAborted(AbortSignal.any([signal, late]), readIdentity());
      if (identity === null) return err(slow('ssh-agent-missing'));
      if (!identity.ok) return identity;
      const opened = await openSession(settings, identity.value, pin, pace, signal);
      if (!opened.ok) return opened;
      const session = opened.value;
      if (pin === null) {
        try {
          needs.keepHostKey(session.hostKey);
        } catch (cause) {
          await session.end(); // a key that the disk did not take is met again
          throw cause;
        }
        pin = session.hostKey;
      }
      const cut = carry(session.client, receiver);
      const gone = session.gone.finally(cut);
      const giveUp = () => void session.end();
      signal.addEventListener('abort', giveUp, { once: true });
      if (signal.aborted) giveUp();
      const fault = await listen(session.client, settings, hadPort);
      signal.removeEventListener('abort', giveUp);
      if (fault !== null) {
        const lost = await Promise.race([gone, Promise.resolve(null)]);
        await session.end();
        return err(lost ?? fault);
      }
      hadPort = true;
      return ok({
        url: settings.url,
        gone,
        async close() {
          await session.end();
          await gone;
        },
      });
    },
  };
}

/** @returns what `work` comes to; null when nobody waits for it any longer */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T | null> {
  let stop = () => {};
  const aborted = new Promise<null>((resolve) => {
    stop = () => resolve(null);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  const first = await Promise.race([work, aborted]);
  signal.removeEventListener('abort', stop);
  return first;
}
