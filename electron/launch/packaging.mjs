// Makes the unpacked app in release/ with the Electron that is here, so that nothing is downloaded.
import { done, failed } from './outcome.mjs';
import { programOf, root } from './places.mjs';
import { words } from './words.mjs';

/** electron-builder's words for the systems */
const systems = new Map([
  ['darwin', '--mac'],
  ['win32', '--win'],
]);

/**
 * @param {import('./session.mjs').Session} session
 * @param {import('./electron-runtime.mjs').Electron} electron
 * @returns {Promise<import('./outcome.mjs').Outcome<undefined>>}
 */
export async function packageApp(session, electron) {
  const system = systems.get(process.platform) ?? '--linux';
  const args = [
    ...[programOf('electron-builder'), system, 'dir', '--publish', 'never'],
    `-c.electronDist=${electron.folder}`,
    `-c.electronVersion=${electron.version}`,
    '-c.npmRebuild=false', // native parts come ready in the npm packages
  ];
  const { code, output } = await session.run(process.execPath, args, { quiet: true, cwd: root });
  return code === 0 ? done(undefined) : failed(words.packagingFailed, output);
}
