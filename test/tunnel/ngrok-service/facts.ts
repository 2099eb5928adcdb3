// What has happened at the service, counted from its start, so that a test can wait for a fact and never misses it.
import type { Binding, Login } from './messages';

interface Facts {
  login: Login;
  'login-refused': { readonly code: string };
  bind: Binding;
  'bind-refused': { readonly code: string; readonly domain: string };
  unbind: Binding;
  /** A login that never answers has begun to hang. */
  hang: object;
  /** The edge has begun to carry a public request to an agent. */
  request: { readonly domain: string; readonly method: string };
  /** An agent that was logged in has gone. */
  disconnect: { readonly clientId: string };
}

export interface FactBook {
  tell<K extends keyof Facts>(kind: K, fact: Facts[K]): void;
  /** How often it has happened. */
  count(kind: keyof Facts): number;
  /** @param nth 1 for the first since the service was made; resolves at once if it lies behind */
  waitFor<K extends keyof Facts>(kind: K, nth?: number): Promise<Facts[K]>;
}

export function createFactBook(): FactBook {
  const told: { [K in keyof Facts]: Facts[K][] } = {
    login: [],
    'login-refused': [],
    bind: [],
    'bind-refused': [],
    unbind: [],
    hang: [],
    request: [],
    disconnect: [],
  };
  const listeners = new Set<() => void>();

  return {
    tell(kind, fact) {
      told[kind].push(fact);
      for (const look of [...listeners]) look();
    },
    count: (kind) => told[kind].length,
    waitFor: (kind, nth = 1) =>
      new Promise((resolve) => {
        const look = (): void => {
          const fact = told[kind][nth - 1];
          if (fact === undefined) return;
          listeners.delete(look);
          resolve(fact);
        };
        listeners.add(look);
        look();
      }),
  };
}
