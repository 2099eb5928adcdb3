// Starting and ending: in the tray, by signal, and with a data folder that cannot be used.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desktop, openDesktop } from './desktop';
import { startApp, startServer, temporaryData } from './launch';

describe('the process', () => {
  let desktop: Desktop;

  beforeAll(async () => {
    desktop = await openDesktop({ keyring: false });
  });
  afterAll(async () => {
    await desktop?.close();
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`${signal} finishes and exits with 0`, async () => {
      const data = temporaryData();
      const app = startApp({ data: data.path });
      await app.milestone('window-ready');
      app.process.kill(signal);
      expect(await app.exit()).toBe(0);
      expect(app.stdout()).toContain('Everything accepted was saved');
      data.remove();
    });
  }

  test('--hidden receives without a window, and says where', async () => {
    const data = temporaryData();
    const app = startApp({ data: data.path, args: ['--hidden', '--port=0'], language: 'fr_FR' });
    const { url } = await app.milestone('receiver');
    expect((await fetch(`${url}/in/nobody`, { method: 'POST', body: '{}' })).status).toBe(404);
    expect(app.stdout()).toContain(`À l’écoute sur ${url}`);
    app.process.kill('SIGTERM');
    expect(await app.exit()).toBe(0);
    expect(app.stdout()).not.toContain('window-ready');
    data.remove();
  });

  test('a data folder that cannot be written is named, and the exit code is 1', async () => {
    const data = temporaryData();
    const file = join(data.path, 'file');
    writeFileSync(file, '');
    const app = startApp({ data: join(file, 'below') });
    expect(await app.exit()).toBe(1);
    expect(app.stderr()).toContain(`The data folder ${join(file, 'below')} cannot be written`);
    data.remove();
  });

  test('a data folder in use by a program without a window is refused with that program named', async () => {
    const data = temporaryData();
    const server = startServer(data.path);
    await server.ready;
    const app = startApp({ data: data.path });
    expect(await app.exit()).toBe(1);
    expect(app.stderr()).toContain(`in use by another Tablewatch (process ${server.pid})`);
    await server.stop();
    data.remove();
  });

  test('a port that makes no sense is refused with exit code 1', async () => {
    const data = temporaryData();
    const app = startApp({ data: data.path, args: ['--port=99999'] });
    expect(await app.exit()).toBe(1);
    expect(app.stderr()).toContain('--port');
    data.remove();
  });
});
