// Finds the Electron to run: the declared one, downloaded once; where that cannot be, the fallback.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureFallback, fallbackVersion, hasFallback } from './electron-fallback.mjs';
import { done, failed } from './outcome.mjs';
import { cacheFolder, inProject, readJson } from './places.mjs';
import { say, words } from './words.mjs';

/** A failed download is not tried again for this time; a network that appears later gets its chance. */
const retryAfterMs = 24 * 60 * 60 * 1000;
const probeMs = 6_000;
const downloadMs = 10 * 60 * 1000;

/**
 * @typedef {object} Electron
 * @property {string} binary absolute path
 * @property {string} folder the distribution that holds it
 * @property {string} version
 */

/** @returns {{ version: string, electron: Electron | null }} the declared version, and its binary if it is there */
function declared() {
  const folder = inProject('node_modules', 'electron');
  /** @type {string} */
  const version = readJson(path.join(folder, 'package.json')).version;
  const dist = path.join(folder, 'dist');
  try {
    // electron/install.js writes both files last
    const name = readFileSync(path.join(folder, 'path.txt'), 'utf8');
    const there = readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
    const binary = path.join(dist, name);
    if (there === version && existsSync(binary)) {
      return { version, electron: { binary, folder: dist, version } };
    }
  } catch {
    // not downloaded
  }
  return { version, electron: null };
}

/**
 * Whether the release host answers at all, asked first because a download behind a closed firewall only hangs.
 * With a proxy or a mirror of its own, the download itself must find out.
 * @param {string} version
 */
async function isReachable(version) {
  const { ELECTRON_GET_USE_PROXY, ELECTRON_MIRROR, npm_config_electron_mirror } = process.env;
  if (ELECTRON_GET_USE_PROXY || ELECTRON_MIRROR || npm_config_electron_mirror) return true;
  const address = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
  try {
    const signal = AbortSignal.timeout(probeMs);
    return (await fetch(address, { method: 'HEAD', signal })).ok;
  } catch {
    return false;
  }
}

/**
 * @param {import('./session.mjs').Session} session
 * @param {string} version
 */
async function download(session, version) {
  if (!(await isReachable(version))) return false;
  say(words.downloading(version));
  const script = inProject('node_modules', 'electron', 'install.js');
  const ran = await session.run(process.execPath, [script], { quiet: true, limitMs: downloadMs });
  return ran.code === 0;
}

/**
 * @param {import('./session.mjs').Session} session
 * @param {import('./system-libraries.mjs').Needs} [needs] of the system, for what will be done with it
 * @returns {Promise<import('./outcome.mjs').Outcome<Electron>>}
 */
export async function findElectron(session, needs = {}) {
  const { version, electron } = declared();
  if (electron !== null) return done(electron);

  const cache = cacheFolder(process.env);
  const failedBefore = path.join(cache, `electron-${version}.unavailable`);
  const failedAt = statSync(failedBefore, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (!hasFallback || Date.now() - failedAt > retryAfterMs) {
    if (await download(session, version)) {
      rmSync(failedBefore, { force: true });
      const now = declared().electron;
      if (now !== null) return done(now);
    }
    if (session.stopCode !== null) return failed(words.noElectron(version));
    mkdirSync(cache, { recursive: true });
    writeFileSync(failedBefore, '');
  }
  if (!hasFallback) return failed(words.noElectron(version));
  say(words.fallback(version, fallbackVersion));
  return ensureFallback(session, cache, needs);
}
