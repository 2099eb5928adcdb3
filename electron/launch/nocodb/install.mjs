// Installs the pinned NocoDB into the user's cache, so that the tests can watch a real server; 1.6 GB is too much for node_modules.
import { execFile } from 'node:child_process';
import { access, copyFile, mkdir, mkdtemp, readFile, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { npmCommand } from '../packages.mjs';
import { cacheFolder } from '../places.mjs';
import { say } from '../words.mjs';
import { words } from './words.mjs';

/** Bytes while it is built: the result is 1.6 GB, npm's own cache takes the rest. */
const neededDisk = 3e9;
/** What only a finished installation has. */
const proofs = [
  'node_modules/nocodb/dist/bundle.js',
  'node_modules/node/bin/node',
  'node_modules/sqlite3/build/Release/node_sqlite3.node',
];

const run = promisify(execFile);

/**
 * Makes sure that NocoDB is installed, and says in one line when that takes a while. It is built beside its place and moved
 * there when complete, so that an interrupted installation leaves nothing that looks like one.
 * @returns {Promise<string>} the folder, with `start.cjs` in it
 * @throws when the disk is too small, or npm fails: the message ends with npm's last lines
 */
export async function installNocodb() {
  const cache = cacheFolder(process.env);
  const pinned = JSON.parse(await readFile(ownFile('package.json'), 'utf8'));
  const folder = path.join(cache, `nocodb-${pinned.dependencies.nocodb}`);
  if (!(await isComplete(folder))) {
    await mkdir(cache, { recursive: true });
    await checkDisk(cache);
    say(words.installing(folder));
    const building = await mkdtemp(path.join(cache, '.nocodb-'));
    try {
      await build(building);
      await moveInto(building, folder);
    } finally {
      await rm(building, { recursive: true, force: true });
    }
  }
  await copyFile(ownFile('start.cjs'), path.join(folder, 'start.cjs'));
  return folder;
}

/** @param {string} folder */
async function isComplete(folder) {
  try {
    await Promise.all(proofs.map((proof) => access(path.join(folder, proof))));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} cache */
async function checkDisk(cache) {
  const { bavail, bsize } = await statfs(cache);
  const free = bavail * bsize;
  const gb = (/** @type {number} */ bytes) => (bytes / 1e9).toFixed(1);
  if (free < neededDisk) throw new Error(words.noSpace(gb(neededDisk), gb(free), cache));
}

/** @param {string} folder */
async function build(folder) {
  await copyFile(ownFile('package.json'), path.join(folder, 'package.json'));
  // Without scripts first: of more than a thousand packages only these two need theirs.
  await npm(folder, 'install', '--ignore-scripts', '--no-audit', '--no-fund');
  // said aloud, since `ignore-scripts` of the project's .npmrc comes along in the environment of `npm run`
  await npm(folder, 'rebuild', '--ignore-scripts=false', 'node', 'sqlite3');
  if (!(await isComplete(folder))) throw new Error(words.failed);
}

/**
 * Puts the finished folder in its place; a broken one there goes away, a complete one (another process was faster) stays.
 * @param {string} built
 * @param {string} folder
 */
async function moveInto(built, folder) {
  if (await isComplete(folder)) return;
  await rm(folder, { recursive: true, force: true });
  try {
    await rename(built, folder);
  } catch (error) {
    if (!(await isComplete(folder))) throw error;
  }
}

/**
 * @param {string} folder
 * @param {string[]} args
 */
async function npm(folder, ...args) {
  const { command, first } = npmCommand();
  try {
    await run(command, [...first, ...args], {
      cwd: folder,
      env: await environment(),
      maxBuffer: 64e6,
    });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new Error(`${words.failed}\n${said.trim().split('\n').slice(-15).join('\n')}`);
  }
}

async function environment() {
  const env = { ...process.env };
  // Inside `npm test` this names the project's folder, and the inner npm would install there.
  delete env.npm_config_local_prefix;
  const home = path.dirname(path.dirname(process.execPath));
  try {
    // Headers that this very Node brings along, so that compiling sqlite3 (Node-API) downloads nothing.
    await access(path.join(home, 'include', 'node', 'node.h'));
    env.npm_config_nodedir ??= home;
  } catch {
    // npm finds or downloads them
  }
  return env;
}

/** @param {string} name */
function ownFile(name) {
  return fileURLToPath(new URL(name, import.meta.url));
}
