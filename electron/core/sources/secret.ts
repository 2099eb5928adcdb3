// Compares secrets without telling, by the time it takes, how much of a guess was right.
import { createHash, timingSafeEqual } from 'node:crypto';

/** Constant-time for strings of any length: both sides are hashed first. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
