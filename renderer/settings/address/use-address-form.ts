// What is typed about the public address until it is saved: fields, secrets, and what is wrong with them.
import { useState } from 'react';
import type { PublicAddress } from '#shared/public-address';
import type { Problem } from '#shared/result';
import type { TunnelSecret } from '#shared/tunnel';
import { ask } from '../../state/ask';
import {
  type AddressEntry,
  type AddressField,
  type AddressIssues,
  entryOf,
  fieldsOf,
  isStored,
  readEntry,
  type Way,
} from './entry';

/** What is typed; undefined while a stored value is kept. */
type Secrets = Readonly<Partial<Record<TunnelSecret, string | undefined>>>;

export interface AddressForm {
  readonly entry: AddressEntry;
  readonly issues: AddressIssues;
  readonly secrets: Secrets;
  readonly isTokenMissing: boolean;
  readonly problem: Problem | null;
  readonly busy: boolean;
  change(field: AddressField, text: string): void;
  type(secret: TunnelSecret, text: string | undefined): void;
  /** @returns whether there is anything to save */
  differs(way: Way): boolean;
  /** @returns whether it was saved; what is wrong shows at its field */
  submit(way: Way): Promise<boolean>;
  /** Saves another address than the typed one. */
  put(next: PublicAddress | null): Promise<boolean>;
}

interface Needs {
  readonly stored: PublicAddress | null;
  /** Of other ways, used before. */
  readonly former: readonly PublicAddress[];
  readonly secretsSet: readonly TunnelSecret[];
  readonly onSave: (next: PublicAddress | null) => Promise<Problem | null>;
}

const secretOf = { ngrok: 'ngrok-authtoken', ssh: 'ssh-passphrase', own: null } as const;

export function useAddressForm({ stored, former, secretsSet, onSave }: Needs): AddressForm {
  const [entry, setEntry] = useState(() => entryOf(stored, former));
  const [issues, setIssues] = useState<AddressIssues>({});
  const [secrets, setSecrets] = useState<Secrets>({});
  const [isTokenMissing, setTokenMissing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const knownOf = (way: Way) =>
    [stored, ...former].find((address) => address?.kind === way) ?? null;

  async function put(next: PublicAddress | null, name: TunnelSecret | null = null) {
    setBusy(true);
    const typed = name === null ? undefined : secrets[name];
    // The secret first, so that the new address is not tried without it.
    const kept =
      name !== null && typed !== undefined
        ? await ask('tunnel.keepSecret', { name, value: typed })
        : null;
    const refused = kept && !kept.ok ? kept.error : await onSave(next);
    setBusy(false);
    setProblem(refused);
    if (refused !== null) return false;
    setSecrets({});
    if (next !== null) setEntry((before) => ({ ...before, ...fieldsOf(next) }));
    return true;
  }

  return {
    entry,
    issues,
    secrets,
    isTokenMissing,
    problem,
    busy,
    put,
    change(field, text) {
      setEntry((before) => ({ ...before, [field]: text }));
      setIssues(({ [field]: _mended, ...others }) => others);
    },
    type(secret, text) {
      setSecrets((before) => ({ ...before, [secret]: text }));
      setTokenMissing(false);
    },
    differs(way) {
      const name = secretOf[way];
      if (name !== null && secrets[name] !== undefined) return true;
      const read = readEntry(way, entry, knownOf(way));
      return !read.ok || !isStored(read.value, stored);
    },
    async submit(way) {
      const read = readEntry(way, entry, knownOf(way));
      const token = secrets['ngrok-authtoken'];
      const hasToken =
        token === undefined ? secretsSet.includes('ngrok-authtoken') : token.trim() !== '';
      const lacksToken = way === 'ngrok' && !hasToken;
      setTokenMissing(lacksToken);
      setIssues(read.ok ? {} : read.error);
      return read.ok && !lacksToken ? put(read.value, secretOf[way]) : false;
    },
  };
}
