// Everything the core needs of this machine, as the app gives it.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Notification, net, session, shell } from 'electron';
import { clock, createHttp, createProxyAgent, ids } from '#core/core';
import type { DemoTraffic, Ports } from '#core/ports';
import { createBrowser } from './browser';
import { createHelperHost } from './helper-host';
import { createLog } from './log';
import type { Announce } from './milestones';
import { createNotifier } from './notifier';
import { createSealer } from './sealer';
import { proxyIn } from './system-proxy';
import { createVault, type ShellVault } from './vault';

export interface ShellPorts extends Ports {
  readonly vault: ShellVault;
}

/** @param openEvent a notification was clicked */
export function createPorts(needs: {
  readonly dataDir: string;
  readonly demo: DemoTraffic;
  readonly announce: Announce;
  readonly openEvent: (eventId: string | null) => void;
}): ShellPorts {
  const log = createLog(clock, (line) => process.stderr.write(line));
  const notifier = createNotifier(
    {
      isSupported: () => Notification.isSupported(),
      create: (content) => new Notification(content),
    },
    clock,
    needs.openEvent,
    process.platform === 'linux',
  );
  return {
    clock,
    ids,
    log,
    vault: createVault(join(needs.dataDir, 'secrets.json'), createSealer(), log),
    notifier: {
      async show(notification) {
        const outcome = await notifier.show(notification);
        needs.announce({ milestone: 'notification', outcome: outcome.kind });
        return outcome;
      },
    },
    http: createHttp(
      (url, init) => net.fetch(url, init),
      createProxyAgent(async (url) => proxyIn(await session.defaultSession.resolveProxy(url))),
    ),
    browser: createBrowser((url) => shell.openExternal(url), log),
    demo: needs.demo,
    processes: createHelperHost(fileURLToPath(new URL('tunnel-helper.js', import.meta.url))),
  };
}
