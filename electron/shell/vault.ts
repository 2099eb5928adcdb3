// The vault port: secrets encrypted by the OS; where it cannot, in memory only, unless the person chose otherwise.
import { errorName } from '#core/core';
import type { Log, Vault } from '#core/ports';
import { type Kept, readSecrets, writeSecrets } from './secrets-file';

/** What the OS offers; Electron's `safeStorage` in the app. */
export interface Sealer {
  readonly available: boolean;
  seal(text: string): Buffer;
  /** Throws when the value was sealed by another keyring or account. */
  open(sealed: Buffer): string;
}

export interface ShellVault extends Vault {
  /** Follows `settings.plainSecrets`: true keeps secrets unencrypted where nothing better exists. */
  allowPlain(allowed: boolean): void;
}

/** @param path of the secrets file, in the data folder */
export function createVault(path: string, sealer: Sealer, log: Log): ShellVault {
  const found = readSecrets(path);
  if (found === null) log.error('the secrets file cannot be read; it is left as it is');
  const entries = new Map(found ?? []);
  const open = new Map<string, string>();
  let plainAllowed = false;

  for (const [key, entry] of entries) {
    const text = opened(entry, sealer);
    if (text === null) log.warn('a secret cannot be decrypted; enter it again', { key });
    else open.set(key, text);
  }

  const lasting = () => found !== null && (sealer.available || plainAllowed);
  const keep = (text: string): Kept =>
    sealer.available
      ? { kind: 'sealed', value: sealer.seal(text).toString('base64') }
      : { kind: 'plain', value: Buffer.from(text).toString('base64') };

  const save = () => {
    if (found === null) return; // never overwrite what a newer version or another program wrote
    try {
      writeSecrets(path, entries);
    } catch (cause) {
      log.error('secrets could not be saved', { reason: errorName(cause) });
    }
  };

  // A keyring that was missing last time is there now: what had to be kept plain is sealed.
  if (sealer.available && [...entries.values()].some((entry) => entry.kind === 'plain')) {
    for (const [key, text] of open) entries.set(key, keep(text));
    save();
  }

  return {
    get lasting() {
      return lasting();
    },
    get: (key) => open.get(key),
    set(key, value) {
      open.set(key, value);
      if (lasting()) entries.set(key, keep(value));
      else entries.delete(key); // an older value must not come back at the next start
      save();
    },
    delete(key) {
      open.delete(key);
      if (entries.delete(key)) save();
    },
    allowPlain(allowed) {
      if (allowed === plainAllowed) return;
      plainAllowed = allowed;
      if (sealer.available) return;
      for (const [key, text] of open) {
        if (allowed) entries.set(key, keep(text));
        else if (entries.get(key)?.kind === 'plain') entries.delete(key);
      }
      save();
    },
  };
}

function opened(entry: Kept, sealer: Sealer): string | null {
  const bytes = Buffer.from(entry.value, 'base64');
  if (entry.kind === 'plain') return bytes.toString('utf8');
  if (!sealer.available) return null;
  try {
    return sealer.open(bytes);
  } catch {
    return null;
  }
}
