// The packaged app brings all that its tunnel needs: the helper, the SDK, and the SDK's native part outside the archive.
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNgrokService, type NgrokService } from '../tunnel/ngrok-service/service';
import { type Desktop, openDesktop } from './desktop';
import { builtFile, startApp, temporaryData } from './launch';

const executable = fileURLToPath(
  new URL('../../release/linux-unpacked/tablewatch', import.meta.url),
);

let desktop: Desktop;
let service: NgrokService;
const data = temporaryData();
const config = temporaryData();
beforeAll(async () => {
  if (!existsSync(executable)) {
    throw new Error(`There is no ${executable}. Build it first: npm run package`);
  }
  desktop = await openDesktop({ keyring: false });
  service = await createNgrokService({ announce: 'door' });
});
afterAll(async () => {
  await service?.close();
  await desktop?.close();
  data.remove();
  config.remove();
});

/** The address is set by the command line in the same data folder; it keeps no secrets there, so that is done by hand. */
async function setAddress(): Promise<void> {
  const ca = join(config.path, 'ca.pem');
  writeFileSync(ca, service.ca);
  const file = join(config.path, 'config.json');
  const publicAddress = { kind: 'ngrok', serverAddr: service.agentAddress, ca: { file: ca } };
  writeFileSync(file, JSON.stringify({ publicAddress }));
  const child = spawn(
    process.execPath,
    [builtFile('cli/tablewatch.js'), 'serve', '--data', data.path, '--config', file],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  child.kill('SIGTERM');
  await ended;
  const value = Buffer.from('a-token').toString('base64');
  const entries = { 'tunnel/ngrok-authtoken': { kind: 'plain', value } };
  writeFileSync(join(data.path, 'secrets.json'), JSON.stringify({ version: 1, entries }));
}

test('the packaged app comes online over ngrok and lets go at its end', async () => {
  await setAddress();
  const app = startApp({ data: data.path }, executable);
  await service.facts.waitFor('request'); // the helper runs, and the app asks itself through the address
  app.process.kill('SIGTERM');
  expect(await app.exit()).toBe(0);
  await service.facts.waitFor('disconnect');
  expect(service.bindings()).toEqual([]);
});
