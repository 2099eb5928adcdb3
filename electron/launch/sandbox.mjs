// Whether Chromium's sandbox can work here, and the switch to run without it where it cannot.
import { statSync } from 'node:fs';
import path from 'node:path';
import { say, words } from './words.mjs';

/**
 * @param {import('./session.mjs').Session} session
 * @param {import('./electron-runtime.mjs').Electron} electron
 * @returns {Promise<string[]>} switches for Electron
 */
export async function sandboxSwitches(session, electron) {
  if (process.platform !== 'linux') return [];
  if (process.getuid?.() === 0) {
    say(words.sandboxRoot);
    return ['--no-sandbox'];
  }
  // https://www.electronjs.org/docs/latest/tutorial/sandbox: either of the two is enough
  const namespace = await session.run('unshare', ['--user', '--map-root-user', 'true'], {
    quiet: true,
  });
  const program = statSync(path.join(electron.folder, 'chrome-sandbox'), { throwIfNoEntry: false });
  const isSetuid = program !== undefined && program.uid === 0 && (program.mode & 0o4000) !== 0;
  if (namespace.code === 0 || isSetuid) return [];
  say(words.sandboxUnavailable);
  return ['--no-sandbox'];
}
