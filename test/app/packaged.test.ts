// The packaged app, started once as a person would: it opens, receives and notifies.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desktop, openDesktop } from './desktop';
import { startApp, temporaryData } from './launch';
import { until } from './until';

const executable = fileURLToPath(
  new URL('../../release/linux-unpacked/tablewatch', import.meta.url),
);

describe('the packaged app', () => {
  let desktop: Desktop;
  const data = temporaryData();

  beforeAll(async () => {
    if (!existsSync(executable)) {
      throw new Error(`There is no ${executable}. Build it first: npm run package`);
    }
    desktop = await openDesktop({ keyring: false });
  });
  afterAll(async () => {
    await desktop?.close();
    data.remove();
  });

  test('is no Node for anyone else', async () => {
    const fuses = await getCurrentFuseWire(executable);
    // The wire in the binary holds a digit a switch (https://www.electronjs.org/docs/latest/tutorial/fuses).
    const state = (fuse: FuseV1Options) => String.fromCharCode(fuses[fuse] ?? 0);
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
    ];
    expect(off.map(state)).toEqual(['0', '0', '0']);
    expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe('1');
  });

  test('opens its window, receives, notifies and ends', async () => {
    const app = startApp({ data: data.path, args: ['--demo'] }, executable);
    await app.milestone('window-ready');
    const { url } = await app.milestone('receiver');
    expect((await fetch(`${url}/in/nobody`, { method: 'POST', body: '{}' })).status).toBe(404);
    // The demo's simulator posts real deliveries into the receiver.
    const shown = await until('a notification', () => desktop.notifications.shown[0]);
    expect(shown.summary).not.toBe('');
    app.process.kill('SIGTERM');
    expect(await app.exit()).toBe(0);
  });
});
