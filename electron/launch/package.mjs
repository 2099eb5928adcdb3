// `npm run package`: installs what is missing, builds, and makes the unpacked app.
import { ensureBuilt } from './build.mjs';
import { findElectron } from './electron-runtime.mjs';
import { requireNode } from './node-version.mjs';
import { done } from './outcome.mjs';
import { ensurePackages } from './packages.mjs';
import { packageApp } from './packaging.mjs';
import { launch } from './session.mjs';
import { say, words } from './words.mjs';

requireNode();

await launch(async (session) => {
  for (const ensure of [ensurePackages, ensureBuilt]) {
    const ready = await ensure(session);
    if (!ready.ok) return ready;
  }
  const electron = await findElectron(session);
  if (!electron.ok) return electron;
  say(words.packaging);
  const packaged = await packageApp(session, electron.value);
  return packaged.ok ? done(0) : packaged;
});
