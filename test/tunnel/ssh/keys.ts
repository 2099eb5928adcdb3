// Key files for the tests in a temporary folder.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ssh2 from 'ssh2';

interface KeyOptions {
  readonly type?: 'ed25519' | 'ecdsa' | 'rsa';
  readonly passphrase?: string;
}

const bits = { ed25519: undefined, ecdsa: 256, rsa: 2048 } as const;

export interface KeyFolder {
  readonly path: string;
  /** @returns path of the private key; the public one is beside it with `.pub` */
  key(name: string, options?: KeyOptions): string;
  /** Gives everything in it to a user. */
  giveTo(uid: number, gid: number): void;
  close(): void;
}

export function createKeyFolder(): KeyFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'tablewatch-ssh-'));
  return {
    path: folder,
    key(name, options = {}) {
      const file = path.join(folder, name);
      const pair = makePair(name, options);
      writeFileSync(file, pair.private, { mode: 0o600 });
      writeFileSync(`${file}.pub`, `${pair.public}\n`);
      return file;
    },
    giveTo(uid, gid) {
      execFileSync('chown', ['-R', `${uid}:${gid}`, folder]);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const publicLine = (file: string): string => readFileSync(`${file}.pub`, 'utf8').trim();

/** One in 200 of the pairs that `ssh2` makes lacks a leading zero, so that nobody can read it. */
function makePair(comment: string, { type = 'ed25519', passphrase }: KeyOptions) {
  const { generateKeyPairSync, parseKey } = ssh2.utils;
  const size = bits[type];
  for (;;) {
    const pair = generateKeyPairSync(type, {
      comment,
      ...(size === undefined ? {} : { bits: size }),
      ...(passphrase === undefined ? {} : { passphrase, cipher: 'aes256-ctr', rounds: 16 }),
    });
    if (!(parseKey(pair.private, passphrase) instanceof Error)) return pair;
  }
}
