// Entry of the app.

import { DatabaseSync } from '@photostructure/sqlite';
import { app, BrowserWindow } from 'electron';
import fastify from 'fastify';
import { z } from 'zod';
import { ok } from '#shared/result';

void app.whenReady().then(async () => {
  const db = new DatabaseSync(':memory:');
  process.stdout.write(
    JSON.stringify([
      db.prepare('select sqlite_version() v').get(),
      typeof fastify,
      typeof z.string,
      ok(1),
    ]) + '\n',
  );
  const w = new BrowserWindow({
    show: true,
    webPreferences: {
      preload: new URL('../preload/preload.cjs', import.meta.url).pathname,
      sandbox: true,
    },
  });
  await w.loadFile(new URL('../page/index.html', import.meta.url).pathname);
  process.stdout.write(
    (await w.webContents.executeJavaScript('document.body.innerText+String(window.bridge)')) + '\n',
  );
  app.quit();
});
