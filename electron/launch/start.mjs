// `npm start`: installs what is missing, builds, finds an Electron and a display, and runs the app.
import { ensureBuilt } from './build.mjs';
import { desktopPrograms, openDesktop } from './desktop.mjs';
import { findElectron } from './electron-runtime.mjs';
import { requireNode } from './node-version.mjs';
import { done } from './outcome.mjs';
import { ensurePackages } from './packages.mjs';
import { root } from './places.mjs';
import { sandboxSwitches } from './sandbox.mjs';
import { launch } from './session.mjs';
import { ensureSystem } from './system-libraries.mjs';

requireNode();

await launch(async (session) => {
  for (const ensure of [ensurePackages, ensureBuilt]) {
    const ready = await ensure(session);
    if (!ready.ok) return ready;
  }
  const needs = { libraries: true, programs: desktopPrograms() };
  const electron = await findElectron(session, needs);
  if (!electron.ok) return electron;
  const system = await ensureSystem(session, { ...needs, binary: electron.value.binary });
  if (!system.ok) return system;
  const desktop = await openDesktop(session);
  if (!desktop.ok) return desktop;

  const { env, isVirtual } = desktop.value;
  const switches = await sandboxSwitches(session, electron.value);
  if (isVirtual) switches.push('--disable-gpu'); // there is none, and Chromium would say so three times
  const args = [...switches, root, ...process.argv.slice(2)];
  return done((await session.run(electron.value.binary, args, { env })).code);
});
