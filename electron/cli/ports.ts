// The ports of a headless run: secrets in memory, log lines on stderr, no notifications.
import { fileURLToPath } from 'node:url';
import { clock, createHttp, createMemoryVault, createProxyAgent, ids, redactLog } from '#core/core';
import type { DemoTraffic, Log, LogFields, Ports } from '#core/ports';
import { createHelperHost } from './helper-host';
import { createProxiedFetch, proxyFor } from './proxy';

/** One JSON object a line, so that stdout belongs to the results alone. */
export const log: Log = redactLog({
  info: (message, fields) => writeLog('info', message, fields),
  warn: (message, fields) => writeLog('warn', message, fields),
  error: (message, fields) => writeLog('error', message, fields),
});

function writeLog(level: string, message: string, fields: LogFields = {}): void {
  const line = { time: new Date().toISOString(), level, message, ...fields };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/** @param sayOpen what to tell the person, before the address of the page to open */
export function createPorts(demo: DemoTraffic, sayOpen: string): Ports {
  return {
    clock,
    log,
    ids,
    http: createHttp(
      createProxiedFetch(),
      createProxyAgent(async (url) => proxyFor(url)),
    ),
    demo,
    // No browser is at hand where there is no window: the person opens it where there is one.
    browser: { open: (url) => void process.stderr.write(`${sayOpen}\n${url}\n`) },
    vault: createMemoryVault(),
    processes: createHelperHost(fileURLToPath(new URL('tunnel-helper.js', import.meta.url))),
    notifier: { show: async () => ({ kind: 'not-shown', reason: 'unsupported' }) },
  };
}
