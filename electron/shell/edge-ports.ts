// Time and randomness for the core, from Node.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock, Ids } from '#core/ports';

export const clock: Clock = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

export const ids: Ids = {
  uuid: () => randomUUID(),
  token: () => randomBytes(32).toString('base64url'),
};
