// Installs the npm packages when those in node_modules are not the ones of the lock file.
import { readFileSync } from 'node:fs';
import { done, failed } from './outcome.mjs';
import { inProject, root } from './places.mjs';
import { say, words } from './words.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean }>} LockedPackages */

/** @param {string} file */
function lockedPackages(file) {
  try {
    /** @type {LockedPackages} */
    const packages = JSON.parse(readFileSync(file, 'utf8')).packages;
    return packages;
  } catch {
    return null; // not there, or half written
  }
}

/**
 * @param {LockedPackages} wanted of package-lock.json
 * @param {LockedPackages | null} present of node_modules/.package-lock.json, which npm writes last
 */
export function packagesMatch(wanted, present) {
  if (present === null) return false;
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    if (place === '') return true; // the project itself
    const found = present[place];
    return found === undefined ? optional === true : found.version === version;
  });
}

/** How to start npm: the one that runs us if any, else the one on the path. */
export function npmCommand(env = process.env) {
  const script = env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) return { command: process.execPath, first: [script] };
  return process.platform === 'win32'
    ? { command: 'cmd.exe', first: ['/d', '/s', '/c', 'npm.cmd'] }
    : { command: 'npm', first: [] };
}

/**
 * @param {import('./session.mjs').Session} session
 * @returns {Promise<import('./outcome.mjs').Outcome<undefined>>}
 */
export async function ensurePackages(session) {
  const wanted = lockedPackages(inProject('package-lock.json'));
  const present = lockedPackages(inProject('node_modules', '.package-lock.json'));
  if (packagesMatch(wanted ?? {}, present)) return done(undefined);
  say(words.installing);
  const npm = npmCommand();
  const { code, output } = await session.run(
    npm.command,
    [...npm.first, 'ci', '--loglevel=error'],
    {
      quiet: true,
      cwd: root,
    },
  );
  return code === 0 ? done(undefined) : failed(words.installFailed, output);
}
