// Where every call to a service is made: with the connection's secrets of today, counted, and once more with a new token.
import type { SourceId } from '#shared/event';
import { err, ok, type Problem, type ProblemCode, type Result } from '#shared/result';
import type { Budget, Purpose } from '../budget/budget';
import { sharedMeters } from '../budget/shared-meters';
import type { Clock, Http, HttpRequest, HttpResponse, Vault } from '../ports';
import type { BoundMeter, BoundSource } from '../sources/bound-source';
import type { Store, StoredConnection } from '../store/store';
import type { Directory } from './directory';
import { findLost } from './lost-secret';
import { createPoliteness, waitAsked } from './polite-http';
import { createRenewal } from './renewal';

export interface ServiceDesk {
  /**
   * Runs calls on behalf of a connection. A token about to end is renewed before; where the service says `token-expired`,
   * it is renewed once (by one call, however many wait for it) and the work is done again from its start.
   * @returns what the work returned; `not-found`, `setup-invalid`, `secret-lost`, `budget-spent`, `sign-in-needed`
   */
  call<T>(
    connectionId: string,
    purpose: Purpose,
    work: (bound: BoundSource, http: Http) => Promise<Result<T>>,
  ): Promise<Result<T>>;
  /** The service's clock minus ours in ms, from the last answer that told; null while unknown. */
  clockSkew(connectionId: string): number | null;
  /** ms since 1970 until which the service has asked this connection for no more calls; null: it has not, or that is over. */
  asked(connectionId: string): number | null;
  /** For credentials that are not saved yet: calls are counted, refused and made politely alike. */
  visit(source: SourceId, bound: BoundSource, purpose: Purpose): Http;
}

export interface ServiceDeskNeeds {
  readonly store: Store;
  readonly vault: Vault;
  readonly directory: Directory;
  readonly budget: Budget;
  readonly http: Http;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** A connection got a new token. */
  readonly onRenewed: (connectionId: string) => void;
}

/** A service that asks to wait this long, in ms, has nothing left for today. */
const longRest = 10 * 60_000;
/** ms; a service that names a later moment is tried again then all the same. */
const longestAsked = 30 * 60_000;
/** So many times in a row that a service asked to wait: the day's calls are used up, whoever used them. */
const strikesOut = 3;

/** Refusals that a lost secret explains. */
const ofCredentials: ReadonlySet<ProblemCode> = new Set([
  'service-refused',
  'token-expired',
  'sign-in-needed',
]);

/** What a source says when it has nothing to call with. */
const ofAbsence: ReadonlySet<ProblemCode> = new Set([
  'read-token-missing',
  'account-token-missing',
  'app-secret-missing',
]);

interface Counted {
  readonly http: Http;
  readonly meters: readonly BoundMeter[];
  readonly purpose: Purpose;
  /** The last answered call that a meter counts. */
  last(): HttpRequest | null;
}

export function createServiceDesk(needs: ServiceDeskNeeds): ServiceDesk {
  const { store, vault, directory, budget, clock } = needs;
  const politeness = createPoliteness(clock, needs.random);
  const renewal = createRenewal(needs);
  const skews = new Map<string, number>();
  const pauses = new Map<string, number>();
  const strikes = new Map<string, number>();

  /** Every try is asked for and counted, in one step, so that calls made side by side cannot overrun the limit. */
  function counted(
    source: SourceId,
    meters: readonly BoundMeter[],
    purpose: Purpose,
    hear: (answer: HttpResponse, sentAt: number) => void,
  ): Counted {
    const work = {};
    const metered: Http = {
      async request(request) {
        const refusal = budget.refusal(source, meters, request, purpose, work);
        if (refusal) return err(refusal);
        budget.count(source, meters, request, work);
        const sentAt = clock.now();
        const answer = await needs.http.request(request);
        if (answer.ok) hear(answer.value, sentAt);
        return answer;
      },
    };
    const polite = politeness.wrap(metered);
    let last: HttpRequest | null = null;
    const http: Http = {
      agent: needs.http.agent,
      async request(request) {
        const answer = await polite.request(request);
        if (!answer.ok || !meters.some((meter) => meter.counts(request))) return answer;
        last = request;
        const { status } = answer.value;
        const rest = status === 429 ? (waitAsked(answer.value, clock.now()) ?? 0) : 0;
        if (rest >= longRest) budget.exhausted(source, meters, request);
        return answer;
      },
    };
    return { http, meters, purpose, last: () => last };
  }

  /** Some services say in words only that the day's calls are used up, so what their adapter made of it is heard too. */
  function judge(source: SourceId, made: Counted, outcome: Result<unknown>): void {
    const request = made.last();
    if (!request || (!outcome.ok && outcome.error.code !== 'service-busy')) return;
    for (const meter of made.meters) {
      if (!meter.counts(request)) continue;
      const key = `${source}/${meter.id}`;
      const struck = outcome.ok ? 0 : (strikes.get(key) ?? 0) + 1;
      strikes.set(key, struck);
      if (outcome.ok) budget.answered(source, meter, made.purpose);
      // After a rest, one refusal is enough.
      else if (struck >= strikesOut || budget.isTrial(source, meter)) {
        budget.exhausted(source, [meter], request);
      }
    }
  }

  function httpOf({ id, source }: StoredConnection, purpose: Purpose): Counted {
    return counted(source, sharedMeters(needs, source), purpose, (answer, sentAt) => {
      const now = clock.now();
      const said = Date.parse(answer.headers.date ?? '');
      // The header counts whole seconds; on average, half of one has passed.
      if (!Number.isNaN(said)) skews.set(id, Math.round(said + 500 - (sentAt + now) / 2));
      const pause = answer.status === 429 ? waitAsked(answer, now) : null;
      if (pause !== null) pauses.set(id, now + Math.min(pause, longestAsked));
    });
  }

  /** The lost secret that explains why a call was refused, or why it was not even made. */
  function lostSecret(connection: StoredConnection, code: ProblemCode): Problem | null {
    const source = directory.source(connection.source);
    if (ofCredentials.has(code)) return findLost(vault, source, connection, source.secrets);
    // Another secret will do as well: it is the lost one that was in use, so that is the one to ask for.
    const ofCalls = source.calledBy.flat();
    return ofAbsence.has(code) ? findLost(vault, source, connection, ofCalls) : null;
  }

  /** A token that the service does not take is renewed, and the work done once more. */
  async function withToken<T>(
    connection: StoredConnection,
    http: Http,
    work: (bound: BoundSource, http: Http) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const { id } = connection;
    await renewal.ahead(id, http);
    const bound = boundOf(connection);
    if (!bound.ok) return bound;
    const before = renewal.count(id);
    const first = await work(bound.value, http);
    if (first.ok || first.error.code !== 'token-expired' || !bound.value.credentials) return first;
    // Another call may have renewed it while this one was under way.
    if (renewal.count(id) === before) {
      const renewed = await renewal.now(id, http);
      if (!renewed.ok) return renewed;
    }
    const again = boundOf(connection);
    if (!again.ok) return again;
    const second = await work(again.value, http);
    if (second.ok || second.error.code !== 'token-expired') return second;
    return err({ code: 'sign-in-needed', params: { connection: connection.name } });
  }

  function boundOf({ id, source, config }: StoredConnection): Result<BoundSource> {
    const bound = directory.reader(id, null);
    if (bound) return ok(bound);
    const [issue] = directory.source(source).checkConfig(config);
    return err({ code: 'setup-invalid', params: { path: issue?.path.join('.') ?? '' } });
  }

  return {
    async call(connectionId, purpose, work) {
      const connection = store.connections.get(connectionId);
      if (!connection) return err({ code: 'not-found' });
      const made = httpOf(connection, purpose);
      const outcome = await withToken(connection, made.http, work);
      judge(connection.source, made, outcome);
      if (outcome.ok) return outcome;
      const lost = lostSecret(connection, outcome.error.code);
      return lost ? err(lost) : outcome;
    },
    clockSkew: (connectionId) => skews.get(connectionId) ?? null,
    asked(connectionId) {
      const until = pauses.get(connectionId) ?? 0;
      return clock.now() < until ? until : null;
    },
    visit: (source, bound, purpose) =>
      counted(source, sharedMeters(needs, source, bound.meters), purpose, () => {}).http,
  };
}
