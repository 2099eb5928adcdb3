// Choices for a story, made from one source of randomness so that a test can repeat them.

export interface Chance {
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** One of a list that is not empty. */
  pick<T>(from: readonly T[]): T;
  /** `length` characters of a service's id alphabet. */
  id(length: number): string;
}

/** @param random a number from 0 up to, not including, 1 */
export function createChance(random: () => number): Chance {
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return {
    between,
    pick(from) {
      const picked = from[between(0, from.length - 1)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    id: (length) =>
      Array.from({ length }, () => alphabet[between(0, alphabet.length - 1)]).join(''),
  };
}
