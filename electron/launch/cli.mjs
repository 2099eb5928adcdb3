// `npm run --silent cli -- …`: installs and builds what is missing, then becomes the CLI: same process, so its exit
// code, its signals and its streams are the CLI's own.
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { requireNode } from './node-version.mjs';
import { done } from './outcome.mjs';
import { ensurePackages } from './packages.mjs';
import { watchParent } from './parent.mjs';
import { inProject } from './places.mjs';
import { launch } from './session.mjs';

requireNode();

const program = inProject('dist', 'cli', 'tablewatch.js');

await launch(async (session) => {
  for (const ensure of [ensurePackages, ensureBuilt]) {
    const ready = await ensure(session);
    if (!ready.ok) return ready;
  }
  return done(session.stopCode ?? 0);
});

if (!process.exitCode) {
  process.exitCode = undefined;
  process.argv[1] = program;
  watchParent(() => process.kill(process.pid, 'SIGTERM'));
  await import(pathToFileURL(program).href);
}
