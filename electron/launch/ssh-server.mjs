// Finds an OpenSSH server for the tests. An installed one would start at once, open to everybody on port 22, so that a
// missing one is only unpacked: into the cache, where nothing starts it but a test.
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { done, failed } from './outcome.mjs';
import { cacheFolder } from './places.mjs';
import { missingIn } from './system-libraries.mjs';

/** @typedef {Pick<import('./session.mjs').Session, 'run'>} Session */

const installed = '/usr/sbin/sshd';
/** The server, and the one library of it that is not on every Debian; client programs for the tests of the agent. */
const packages = ['openssh-server', 'openssh-client', 'libwrap0'];
const limitMs = 3 * 60 * 1000;

/**
 * @typedef {object} SshServer
 * @property {string} root where it lies as it would below `/`; `/` for an installed one
 * @property {readonly string[]} libraries folders for LD_LIBRARY_PATH below `root`; none for those of the system
 */

/**
 * @param {Session} session
 * @param {boolean} mayFetch whether missing packages may be downloaded
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [system] where an installed one lies
 * @returns {Promise<import('./outcome.mjs').Outcome<SshServer>>} the problem is one line, for a test that is skipped
 */
export async function findSshServer(session, mayFetch, env = process.env, system = installed) {
  if (existsSync(system)) return done({ root: '/', libraries: [] });
  const folder = path.join(cacheFolder(env), 'openssh');
  if (existsSync(folder)) return done(unpackedIn(folder));
  if (!mayFetch || process.platform !== 'linux') return failed(`no OpenSSH server at ${system}`);
  await mkdir(cacheFolder(env), { recursive: true });
  const making = await mkdtemp(`${folder}.making-`);
  try {
    const problem = await unpack(session, making);
    if (problem !== null) return failed(`no OpenSSH server at ${system}, and ${problem}`);
    await rename(path.join(making, 'root'), folder);
    return done(unpackedIn(folder));
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/** @param {string} root @returns {SshServer} */
function unpackedIn(root) {
  const libraries = ['usr/lib', 'lib']
    .filter((name) => existsSync(path.join(root, name)))
    .flatMap((name) => readdirSync(path.join(root, name)).map((inside) => path.join(name, inside)))
    .filter((name) => name.includes('-linux-'));
  return { root, libraries };
}

/**
 * @param {Session} session
 * @param {string} place gets the packages, and `root` with what is in them
 * @returns {Promise<string | null>} what failed
 */
async function unpack(session, place) {
  /** @param {string} command @param {string[]} args */
  const run = (command, ...args) =>
    session.run(command, args, { cwd: place, quiet: true, limitMs });
  const download = () => run('apt-get', '-q', 'download', ...packages);
  let fetched = await download();
  if (fetched.code !== 0 && process.getuid?.() === 0) {
    await run('apt-get', '-q', 'update'); // a new machine has no list yet
    fetched = await download();
  }
  if (fetched.code !== 0) return 'apt-get cannot download one';
  const root = path.join(place, 'root');
  for (const name of readdirSync(place).filter((file) => file.endsWith('.deb'))) {
    if ((await run('dpkg-deb', '-x', name, root)).code !== 0) return `${name} cannot be unpacked`;
  }
  const libraries = unpackedIn(root).libraries.map((name) => path.join(root, name));
  const env = { ...process.env, LD_LIBRARY_PATH: libraries.join(':') };
  const program = path.join(root, installed);
  const { output } = await session.run('ldd', [program], { env, quiet: true });
  const missing = missingIn(output);
  return missing.length === 0 ? null : `the one of apt-get lacks ${missing.join(' ')}`;
}
