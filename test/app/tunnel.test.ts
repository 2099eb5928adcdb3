// The public address over ngrok in the real app: the helper as Electron's utility process, the real SDK, a double of the service.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NgrokTunnel } from '#shared/tunnel-ngrok';
import { createNgrokService, type NgrokService } from '../tunnel/ngrok-service/service';
import { type Desktop, openDesktop } from './desktop';
import { launchApp, temporaryData } from './launch';
import { until } from './until';

const domain = 'app-for-tests.ngrok-free.app';

let desktop: Desktop;
let service: NgrokService;
const data = temporaryData();
beforeAll(async () => {
  desktop = await openDesktop({ keyring: false });
  service = await createNgrokService({ announce: 'door' });
});
afterAll(async () => {
  await service?.close();
  await desktop?.close();
  data.remove();
});

test('a pasted token and a domain bring the app online; killed, it leaves nothing behind', async () => {
  const app = await launchApp({ data: data.path });
  const page = await app.page();
  await app.receiver();
  const file = join(data.path, 'ca.pem');
  writeFileSync(file, service.ca);
  const publicAddress: NgrokTunnel = {
    kind: 'ngrok',
    domain,
    region: null,
    serverAddr: service.agentAddress,
    ca: { file },
  };
  await page.evaluate(async (address) => {
    await window.bridge.call('tunnel.keepSecret', { name: 'ngrok-authtoken', value: 'a-token' });
    await window.bridge.call('settings.set', { publicAddress: address });
  }, publicAddress);
  const tunnel = await until('a proved address', async () => {
    const status = await page.evaluate(() => window.bridge.call('status.get', {}));
    return status.ok && status.value.tunnel.kind === 'online' ? status.value : null;
  });
  expect(tunnel.publicUrl).toBe(`https://${domain}`);

  // The helper's end is noticed, and another takes its place.
  await app.electron.evaluate(({ app: electron }) => {
    for (const { pid, serviceName } of electron.getAppMetrics()) {
      if (serviceName === 'Tablewatch tunnel' || serviceName === 'node.mojom.NodeService') {
        process.kill(pid, 'SIGKILL');
      }
    }
  });
  await service.facts.waitFor('bind', 2);

  const ended = app.electron.waitForEvent('close');
  app.electron.process().kill('SIGKILL');
  await service.facts.waitFor('disconnect', 2);
  expect(service.bindings()).toEqual([]);
  await ended; // its folder is removed after it
});
