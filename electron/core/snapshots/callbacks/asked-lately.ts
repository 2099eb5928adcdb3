// What a service was asked for lately, so that it is not asked for the same again at once.
import type { Clock } from '../../ports';

/** What was asked for longest ago is forgotten first: it may be asked for once more. */
const most = 20_000;

export interface AskedLately {
  has(key: string): boolean;
  add(key: string): void;
}

/** @param age ms for which it is remembered */
export function createAskedLately({ now }: Pick<Clock, 'now'>, age: number): AskedLately {
  const askedAt = new Map<string, number>();
  return {
    has(key) {
      const at = askedAt.get(key);
      // By its size, so that a clock that was set back leaves nothing unasked for long.
      return at !== undefined && Math.abs(now() - at) < age;
    },
    add(key) {
      askedAt.delete(key);
      askedAt.set(key, now());
      const [oldest] = askedAt.keys();
      if (askedAt.size > most && oldest !== undefined) askedAt.delete(oldest);
    },
  };
}
