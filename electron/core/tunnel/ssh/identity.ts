// Whom the server is to believe us to be: a key file with its passphrase, or the keys of a running SSH agent.
import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { AgentAuthMethod, BaseAgent, ParsedKey, PublicKeyAuthMethod } from 'ssh2';
import { err, ok, type Result } from '#shared/result';
import type { SshTunnel } from '#shared/tunnel-ssh';
import type { TunnelFault } from '../tunnel';
import { never, slow } from './faults';

/** Bytes; a key of 16,384 bits has some 13,000. */
const largestKey = 64 * 1024;

export interface IdentityNeeds {
  /** The key file's passphrase from the vault, if one is kept. */
  readonly passphrase: () => string | undefined;
  /** Socket or pipe of the running agent, see `agentAddress`; null when there is none. */
  readonly agent: string | null;
}

export interface Identity {
  readonly method: PublicKeyAuthMethod | AgentAuthMethod;
  /** What to say when the server takes none of it. */
  readonly refused: TunnelFault;
}

/** @returns reads anew at every call: the person may have mended the file, or unlocked the agent */
export function createIdentityReader(
  { host, user, keyFile }: SshTunnel,
  needs: IdentityNeeds,
): () => Promise<Result<Identity, TunnelFault>> {
  if (keyFile === null) return () => askAgent(host, user, needs.agent);
  const file = keyFile.replace(/^~(?=[/\\])/, homedir());
  const refused = never('ssh-key-refused', { host, user, path: file });
  // To unlock a key takes some 200 ms in which nothing else runs, and is needed at every try of a long outage.
  let last: { readonly text: Buffer; readonly passphrase: string; readonly key: ParsedKey } | null =
    null;
  return async () => {
    const text = await readKey(file);
    if (!text.ok) return text;
    const passphrase = needs.passphrase();
    const isLast = last?.text.equals(text.value) === true && last.passphrase === (passphrase ?? '');
    const key = last && isLast ? ok(last.key) : await decrypt(file, text.value, passphrase);
    if (!key.ok) return key;
    last = { text: text.value, passphrase: passphrase ?? '', key: key.value };
    return ok({ method: { type: 'publickey', username: user, key: key.value }, refused });
  };
}

/**
 * Where the system's agent listens.
 * @param env `SSH_AUTH_SOCK` is how every agent tells it (https://man.openbsd.org/ssh-agent.1#ENVIRONMENT)
 */
export function agentAddress(
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
): string | null {
  const named = env.SSH_AUTH_SOCK;
  if (named !== undefined && named !== '') return named;
  // https://learn.microsoft.com/windows-server/administration/openssh/openssh_keymanagement
  return platform === 'win32' ? '\\\\.\\pipe\\openssh-ssh-agent' : null;
}

async function readKey(file: string): Promise<Result<Buffer, TunnelFault>> {
  try {
    const facts = await stat(file);
    // a device or a pipe would never end
    if (!facts.isFile() || facts.size > largestKey)
      return err(never('ssh-key-unfit', { path: file }));
    return ok(await readFile(file));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return err(never('ssh-key-unreadable', { path: file, reason }));
  }
}

async function decrypt(file: string, text: Buffer, passphrase: string | undefined) {
  const { parseKey } = (await import('ssh2')).default.utils;
  const plain = parseKey(text);
  if (!(plain instanceof Error)) return asPrivate(file, plain);
  if (!/no passphrase/i.test(plain.message)) return err(never('ssh-key-unfit', { path: file }));
  if (passphrase === undefined) return err(never('ssh-passphrase-missing', { path: file }));
  const key = parseKey(text, passphrase);
  if (key instanceof Error) return err(never('ssh-passphrase-wrong', { path: file }));
  return asPrivate(file, key);
}

function asPrivate<Key extends { isPrivateKey(): boolean }>(
  file: string,
  // new OpenSSH files may hold several keys, of which `ssh2` reads the first
  parsed: Key | readonly Key[],
): Result<Key, TunnelFault> {
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  return key?.isPrivateKey() ? ok(key) : err(never('ssh-key-unfit', { path: file }));
}

async function askAgent(
  host: string,
  user: string,
  address: string | null,
): Promise<Result<Identity, TunnelFault>> {
  if (address === null) return err(slow('ssh-agent-missing'));
  const { createAgent } = (await import('ssh2')).default;
  const agent = createAgent(address);
  const count = await new Promise<number | null>((resolve) => {
    agent.getIdentities((error, keys) => resolve(error ? null : (keys?.length ?? 0)));
  });
  // It may be started, or unlocked, a little after us.
  if (count === null) return err(slow('ssh-agent-missing'));
  if (count === 0) return err(slow('ssh-agent-empty'));
  return ok({
    method: agentMethod(user, agent),
    refused: never('ssh-agent-refused', { host, user }),
  });
}

const agentMethod = (username: string, agent: BaseAgent): AgentAuthMethod => ({
  type: 'agent',
  username,
  agent,
});
