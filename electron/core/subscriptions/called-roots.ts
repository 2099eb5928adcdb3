// Which public address the hook of each subscription calls, as far as that is known: kept over restarts.
import type { Store } from '../store/store';

export interface CalledRoots {
  /** null: not known. */
  of(subscriptionId: string): string | null;
  /** It was made there, a delivery came there, or it was shown to who makes it by hand. */
  note(subscriptionId: string, root: string): void;
  /** The person says so; should a delivery come where it called before, that is known all the same. */
  entered(subscriptionId: string, root: string): void;
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

  function keep(subscriptionId: string, roots: Readonly<Record<string, string>>): void {
    const ids = new Set(store.connections.subscriptions().flatMap(({ id }) => [id, formerly(id)]));
    const isOfOthers = (key: string) => key !== subscriptionId && key !== formerly(subscriptionId);
    const kept = Object.entries(known).filter(([key]) => ids.has(key) && isOfOthers(key));
    known = { ...Object.fromEntries(kept), ...roots };
    store.saveHookRoots(known);
    changed();
  }

  return {
    of: (subscriptionId) => known[subscriptionId] ?? null,
    note(subscriptionId, root) {
      const plain = plainRoot(root);
      if (!URL.canParse(plain) || known[subscriptionId] === plain) return;
      keep(subscriptionId, { [subscriptionId]: plain });
    },
    entered(subscriptionId, root) {
      const plain = plainRoot(root);
      const before = known[subscriptionId];
      if (!URL.canParse(plain) || before === plain) return;
      keep(subscriptionId, {
        [subscriptionId]: plain,
        ...(before === undefined ? {} : { [formerly(subscriptionId)]: before }),
      });
    },
    at(host) {
      const asked = host?.toLowerCase().replace(/:(80|443)$/, '');
      return Object.values(known).find((root) => new URL(root).host === asked) ?? null;
    },
  };
}

/** Under this is kept where a hook called before the person said that it calls another address. */
const formerly = (subscriptionId: string) => `formerly ${subscriptionId}`;

/** Two spellings of one address are one. @param url of the address, or of what a hook calls below it */
export function plainRoot(url: string): string {
  const root = url.replace(/\/in\/[^/]*$/, '');
  return (URL.canParse(root) ? new URL(root).href : root).replace(/\/+$/, '');
}
