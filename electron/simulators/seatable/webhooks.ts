// Webhooks of a base with the sender's own rules: no retry, off after one refused connection or five answers that are no 2xx.
// https://seatable.com/help/deaktivierung-eines-webhooks-bei-fehlern
import { seatableDelivery } from './sender';

export interface SimHook {
  readonly id: number;
  url: string;
  secret: string | undefined;
  is_valid: boolean;
  failures: number;
}

export interface SimHooks {
  readonly list: readonly SimHook[];
  /** @returns null when the address is registered already */
  add(url: string, secret: string | undefined): SimHook | null;
  /** Saves it again, which switches it on. */
  save(id: number, url: string, secret: string | undefined): SimHook | null;
  remove(id: number): boolean;
  send(data: Readonly<Record<string, unknown>>): void;
  /** Everything queued is sent. */
  idle(): Promise<void>;
}

const mostFailures = 5;

export function createHooks(): SimHooks {
  const hooks: SimHook[] = [];
  let queue: Promise<void> = Promise.resolve();
  let made = 0;

  async function sendTo(hook: SimHook, data: Readonly<Record<string, unknown>>): Promise<void> {
    if (!hook.is_valid) return;
    const { url, headers, body } = seatableDelivery(hook.url, data, hook.secret);
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers,
        body: Buffer.from(body),
        signal: AbortSignal.timeout(30_000),
      });
      await answer.arrayBuffer();
      hook.failures = answer.ok ? 0 : hook.failures + 1;
    } catch (error) {
      const isTimeout = error instanceof Error && error.name === 'TimeoutError';
      hook.failures = isTimeout ? hook.failures + 1 : mostFailures;
    }
    if (hook.failures >= mostFailures) hook.is_valid = false;
  }

  return {
    list: hooks,
    add(url, secret) {
      if (hooks.some((one) => one.url === url)) return null;
      made += 1;
      const hook = { id: made, url, secret, is_valid: true, failures: 0 };
      hooks.push(hook);
      return hook;
    },
    save(id, url, secret) {
      const hook = hooks.find((one) => one.id === id);
      if (!hook) return null;
      // An empty secret leaves the old one.
      Object.assign(hook, { url, secret: secret || hook.secret, is_valid: true, failures: 0 });
      return hook;
    },
    remove(id) {
      const index = hooks.findIndex((one) => one.id === id);
      if (index >= 0) hooks.splice(index, 1);
      return index >= 0;
    },
    send(data) {
      for (const hook of hooks) queue = queue.then(() => sendTo(hook, data));
    },
    idle: () => queue,
  };
}
