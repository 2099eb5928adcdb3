// Secrets: compared without telling how much of a guess was right, and taken out of what a service says.
import { createHash, timingSafeEqual } from 'node:crypto';

/** Constant-time for strings of any length: both sides are hashed first. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Characters of a service's own words that a person is shown. */
const maxMessage = 200;

/**
 * A service's words on one short line, without addresses (a hook's own is a secret) and the secrets that it repeats.
 * @returns '' when it said nothing
 */
export function saidInShort(words: string, secrets: readonly string[]): string {
  const line = secrets
    .filter((secret) => secret.length > 3)
    .reduce((text, secret) => text.replaceAll(secret, '…'), words)
    .replace(/\b(https?|wss?):\/\/\S+/gi, '…')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > maxMessage ? `${line.slice(0, maxMessage)}…` : line;
}
