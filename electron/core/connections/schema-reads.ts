// Schemas as the service told them a moment ago: at the start, hooks and snapshots ask for the same one.
import { err, ok, type Result } from '#shared/result';
import type { Purpose } from '../budget/budget';
import type { Clock } from '../ports';
import type { TableSchema } from '../sources/source';
import type { ServiceDesk } from './service-desk';

/** ms for which an answer will do for those who only want to know how things stand. */
const freshFor = 5000;

type Answer = Result<readonly TableSchema[]>;

export interface SchemaReads {
  /**
   * @param options `fresh`: asks the service whatever it said a moment ago; `wanted`: tables whose fields are needed, all
   * when absent
   * @returns the tables of a base, or what `ServiceDesk.call` returns; `not-found` where the source reads no tables
   */
  read(
    connectionId: string,
    baseId: string,
    purpose: Purpose,
    options?: { readonly fresh: boolean; readonly wanted?: readonly string[] },
  ): Promise<Answer>;
}

interface Asked {
  readonly answer: Promise<Answer>;
  /** ms since 1970 when the service was asked. */
  readonly at: number;
}

export function createSchemaReads({
  services,
  clock,
}: {
  readonly services: ServiceDesk;
  readonly clock: Clock;
}): SchemaReads {
  const asked = new Map<string, Asked>();

  const ask = (
    connectionId: string,
    baseId: string,
    purpose: Purpose,
    wanted: readonly string[] | undefined,
  ): Promise<Answer> =>
    services.call(connectionId, purpose, async (bound, http) =>
      bound.tables ? bound.tables.schema(http, baseId, wanted) : err({ code: 'not-found' }),
    );

  return {
    async read(connectionId, baseId, purpose, { fresh, wanted } = { fresh: false }) {
      const key = JSON.stringify([connectionId, baseId, wanted ?? null]);
      const known = asked.get(key);
      if (!fresh && known && Math.abs(clock.now() - known.at) <= freshFor) {
        const answer = await known.answer;
        // A refusal may be one of its purpose alone.
        if (answer.ok) return ok(answer.value);
      }
      const now = clock.now();
      // Schemas may be large, and the same base is asked about with ever other tables.
      for (const [other, { at }] of asked) if (Math.abs(now - at) > freshFor) asked.delete(other);
      const answer = ask(connectionId, baseId, purpose, wanted);
      asked.set(key, { answer, at: now });
      return answer;
    },
  };
}
