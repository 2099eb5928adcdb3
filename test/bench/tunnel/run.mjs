// `npm run bench:tunnel`: builds what is missing, then measures the public address and prints the figures.
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../../../electron/launch/build.mjs';
import { requireNode } from '../../../electron/launch/node-version.mjs';
import { done } from '../../../electron/launch/outcome.mjs';
import { ensurePackages } from '../../../electron/launch/packages.mjs';
import { launch } from '../../../electron/launch/session.mjs';

requireNode();

await launch(async (session) => {
  for (const ensure of [ensurePackages, ensureBuilt]) {
    const ready = await ensure(session);
    if (!ready.ok) return ready;
  }
  return done(session.stopCode ?? 0);
});

if (!process.exitCode) {
  const { runnerImport } = await import('vite');
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  await runnerImport(main, { configFile: false, logLevel: 'warn' });
}
