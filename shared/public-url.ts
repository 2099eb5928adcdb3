// What a public address may look like.
import { z } from 'zod';

/** https, or http for a loopback address: a service must never send changes over the open net in clear. */
export const publicUrl = z.string().refine(
  (text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, search, hash, username, password } = new URL(text);
    if (search + hash + username + password !== '') return false;
    const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
    return protocol === 'https:' || (protocol === 'http:' && isLoopback);
  },
  {
    error:
      'expected an https address without query or user name (http only for 127.0.0.1 or localhost)',
  },
);
