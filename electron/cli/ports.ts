// The ports of a headless run: Node's own time, randomness and fetch; secrets in memory; log lines on stderr.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock, DemoTraffic, Http, Ids, Log, LogFields, Ports, Vault } from '#core/ports';
import { err, ok } from '#shared/result';

export const clock: Clock = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

const ids: Ids = {
  uuid: () => randomUUID(),
  token: () => randomBytes(32).toString('base64url'),
};

/** One JSON object a line, so that stdout belongs to the results alone. */
export const log: Log = {
  info: (message, fields) => writeLog('info', message, fields),
  warn: (message, fields) => writeLog('warn', message, fields),
  error: (message, fields) => writeLog('error', message, fields),
};

function writeLog(level: string, message: string, fields: LogFields = {}): void {
  const line = { time: new Date().toISOString(), level, message, ...fields };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/** Secrets of a headless run come from the config file at each start; nothing is written to disk. */
function createMemoryVault(): Vault {
  const secrets = new Map<string, string>();
  return {
    lasting: false,
    get: (key) => secrets.get(key),
    set: (key, value) => void secrets.set(key, value),
    delete: (key) => void secrets.delete(key),
  };
}

const http: Http = {
  async request({ method, url, headers = {}, json, timeoutMs = 15_000 }) {
    try {
      const response = await fetch(url, {
        method,
        headers: {
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      return ok({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        text: await response.text(),
      });
    } catch (error) {
      return err({
        code: 'service-unreachable',
        params: { host: new URL(url).host, reason: reasonOf(error) },
      });
    }
  },
};

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code);
  return cause instanceof Error ? cause.name : 'unknown';
}

export function createPorts(demo: DemoTraffic): Ports {
  return {
    clock,
    log,
    ids,
    http,
    demo,
    vault: createMemoryVault(),
    notifier: { show: async () => ({ kind: 'not-shown', reason: 'unsupported' }) },
  };
}
