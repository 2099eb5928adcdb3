// Time and randomness of this machine, the same for every edge.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock, Ids } from './ports';

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
