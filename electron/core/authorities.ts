// Whom sockets of libraries trust: whoever Node trusts, and what the system's store and the environment add. Calls of the app trust these too.
import { readFileSync } from 'node:fs';
import tls, { type SecureContext } from 'node:tls';

/** Since Node 22.15: https://nodejs.org/api/tls.html#tlsgetcacertificatestype */
type Stored = (kind: 'default' | 'system') => readonly string[];

/**
 * @param file named by `NODE_EXTRA_CA_CERTS`; a packaged app does not let Node itself read it
 * @returns null where there is nobody whom Node does not trust anyway
 */
export function trusted(file: string | undefined): SecureContext | null {
  const added = [...ofSystem(), ...inFile(file)];
  if (added.length === 0) return null;
  try {
    return tls.createSecureContext({ ca: [...new Set([...tls.rootCertificates, ...added])] });
  } catch {
    return null; // one that nobody can read must not cost the others
  }
}

function ofSystem(): readonly string[] {
  // Types are those of the oldest Node that runs this.
  const { getCACertificates: stored } = tls as { readonly getCACertificates?: Stored };
  try {
    return stored ? [...stored('default'), ...stored('system')] : [];
  } catch {
    return [];
  }
}

function inFile(path: string | undefined): readonly string[] {
  if (!path) return [];
  try {
    return [readFileSync(path, 'utf8')];
  } catch {
    return [];
  }
}
