// A vault that forgets when the process ends: for headless runs, whose secrets come from the config file at each start.
import type { Vault } from './ports';

export function createMemoryVault(
  secrets: Iterable<readonly [key: string, value: string]> = [],
): Vault {
  const kept = new Map(secrets);
  return {
    lasting: false,
    get: (key) => kept.get(key),
    set: (key, value) => void kept.set(key, value),
    delete: (key) => void kept.delete(key),
  };
}
