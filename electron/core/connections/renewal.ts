// New tokens for old: fetched by one call, however many wait for it, and kept in the vault.
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Clock, Http, Vault } from '../ports';
import type { BoundSource } from '../sources/bound-source';
import type { Store } from '../store/store';
import type { Directory } from './directory';
import { connectionSecret } from './secret-keys';

/** ms before its end when a token is renewed without being asked to. */
const early = 5 * 60_000;
/** ms until a renewal that failed is tried again before the token has ended. */
const pause = 60_000;
/** ms for which an answer that only the person can mend is taken as still true, while the secrets are the same. */
const stubborn = 10 * 60_000;

interface Failure {
  readonly bound: BoundSource;
  readonly at: number;
  readonly problem: Problem;
}

export interface RenewalNeeds {
  readonly store: Store;
  readonly vault: Vault;
  readonly directory: Directory;
  readonly clock: Clock;
  /** The secrets of a connection have changed. */
  readonly onRenewed: (connectionId: string) => void;
}

export interface Renewal {
  /** Renews when the token is about to end. A failure is not told: the service is the judge of the token at hand. */
  ahead(connectionId: string, http: Http): Promise<void>;
  /** @returns `sign-in-needed`, or why no new token came */
  now(connectionId: string, http: Http): Promise<Result<null>>;
  /** Rises with every renewal of the connection. */
  count(connectionId: string): number;
}

export function createRenewal(needs: RenewalNeeds): Renewal {
  const { store, vault, directory, clock } = needs;
  const underWay = new Map<string, Promise<Result<null>>>();
  const counts = new Map<string, number>();
  const failures = new Map<string, Failure>();

  const named = (connectionId: string, problem: Problem): Problem =>
    problem.code === 'sign-in-needed'
      ? {
          code: 'sign-in-needed',
          params: { connection: store.connections.get(connectionId)?.name ?? '' },
        }
      : problem;

  /** What the vault has for the connection now, to see whether somebody changed it meanwhile. */
  function secretsOf(connectionId: string): string {
    const source = store.connections.get(connectionId)?.source;
    const names = source === undefined ? [] : directory.source(source).secrets;
    return JSON.stringify(names.map((name) => vault.get(connectionSecret(connectionId, name))));
  }

  async function renew(connectionId: string, http: Http): Promise<Result<null>> {
    const bound = directory.reader(connectionId, null);
    if (!bound?.credentials) return err({ code: 'not-found' });
    const before = secretsOf(connectionId);
    const renewed = await bound.credentials.renew(http, clock.now());
    if (!renewed.ok) {
      const problem = named(connectionId, renewed.error);
      failures.set(connectionId, { bound, at: clock.now(), problem });
      return err(problem);
    }
    failures.delete(connectionId);
    if (!store.connections.get(connectionId)) return err({ code: 'not-found' });
    // A token that the person entered while the service was working holds.
    if (secretsOf(connectionId) === before) keep(connectionId, renewed.value);
    counts.set(connectionId, (counts.get(connectionId) ?? 0) + 1);
    needs.onRenewed(connectionId);
    return ok(null);
  }

  /** The last failure with today's secrets, no longer ago than `ms`. */
  function recentFailure(connectionId: string, ms: number): Problem | null {
    const failure = failures.get(connectionId);
    if (!failure || failure.bound !== directory.reader(connectionId, null)) return null;
    return clock.now() - failure.at < ms ? failure.problem : null;
  }

  /** An empty value forgets the secret. */
  function keep(connectionId: string, secrets: Readonly<Record<string, string>>): void {
    const connection = store.connections.get(connectionId);
    if (!connection) return;
    const known = directory.source(connection.source).secrets;
    const names = new Set(connection.secretNames);
    for (const [name, value] of Object.entries(secrets)) {
      if (!known.includes(name)) continue;
      const key = connectionSecret(connectionId, name);
      if (value === '') {
        vault.delete(key);
        names.delete(name);
      } else {
        vault.set(key, value);
        names.add(name);
      }
    }
    store.connections.save({
      ...connection,
      secretNames: known.filter((name) => names.has(name)),
    });
    directory.reload();
  }

  function now(connectionId: string, http: Http): Promise<Result<null>> {
    const joined = underWay.get(connectionId);
    if (joined) return joined;
    const known = recentFailure(connectionId, stubborn);
    if (known?.code === 'sign-in-needed') return Promise.resolve(err(known));
    const started = renew(connectionId, http).finally(() => underWay.delete(connectionId));
    underWay.set(connectionId, started);
    return started;
  }

  return {
    async ahead(connectionId, http) {
      const bound = directory.reader(connectionId, null);
      const endsAt = bound?.credentials?.endsAt() ?? null;
      if (endsAt === null || endsAt - clock.now() > early) return;
      if (recentFailure(connectionId, pause)) return;
      await now(connectionId, http);
    },
    now,
    count: (connectionId) => counts.get(connectionId) ?? 0,
  };
}
