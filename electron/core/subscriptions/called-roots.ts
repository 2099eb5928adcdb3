// Which public address the hook of each subscription calls, as far as that is known: kept over restarts.
import type { Store } from '../store/store';

export interface CalledRoots {
  /** null: not known. */
  of(subscriptionId: string): string | null;
  /** It was made there, a delivery came there, or it was shown to who makes it by hand. */
  note(subscriptionId: string, root: string): void;
  /** An address that a hook still calls, though it may not be today's. @param host as received */
  at(host: string | undefined): string | null;
}

export interface RootNeeds {
  readonly store: Pick<Store, 'hookRoots' | 'saveHookRoots' | 'connections'>;
  /** A hook calls another address than was known. */
  readonly changed: () => void;
}

export function createCalledRoots({ store, changed }: RootNeeds): CalledRoots {
  let known: Readonly<Record<string, string>> = store.hookRoots();
  return {
    of: (subscriptionId) => known[subscriptionId] ?? null,
    note(subscriptionId, root) {
      const plain = plainRoot(root);
      if (!URL.canParse(plain) || known[subscriptionId] === plain) return;
      const ids = new Set(store.connections.subscriptions().map(({ id }) => id));
      const kept = Object.entries(known).filter(([id]) => ids.has(id));
      known = { ...Object.fromEntries(kept), [subscriptionId]: plain };
      store.saveHookRoots(known);
      changed();
    },
    at(host) {
      const asked = host?.toLowerCase().replace(/:(80|443)$/, '');
      return Object.values(known).find((root) => new URL(root).host === asked) ?? null;
    },
  };
}

/** Two spellings of one address are one. @param url of the address, or of what a hook calls below it */
export function plainRoot(url: string): string {
  const root = url.replace(/\/in\/[^/]*$/, '');
  return (URL.canParse(root) ? new URL(root).href : root).replace(/\/+$/, '');
}
