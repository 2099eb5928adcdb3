// Finds the system libraries and programs that are missing, and installs them or says the one command that does.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { packageOfLibrary, packageOfProgram } from './debian-packages.mjs';
import { done, failed } from './outcome.mjs';
import { say, words } from './words.mjs';

/** @typedef {import('./session.mjs').Session} Session */

// the folders of the system's own tools are not on everybody's path
const searchPath = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin', '/usr/bin'];
const withSystemPath = { ...process.env, PATH: searchPath.join(':') };

/** @param {string} program */
function hasProgram(program) {
  return searchPath.some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** @param {string} listing what `ldd` prints @returns {string[]} the libraries it did not find */
export const missingIn = (listing) =>
  [...listing.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');

/**
 * @param {Session} session
 * @param {string | undefined} binary an Electron, once it is there
 */
async function missingLibraries(session, binary) {
  const linked =
    binary === undefined
      ? []
      : missingIn((await session.run('ldd', [binary], { quiet: true })).output);
  if (!hasProgram('apt-get')) return linked; // elsewhere libraries need not be where ldconfig looks
  const known = await session.run('ldconfig', ['-p'], { quiet: true, env: withSystemPath });
  const absent = Object.keys(packageOfLibrary).filter((name) => !known.output.includes(`${name} `));
  return [...new Set([...linked, ...absent])];
}

/** @param {Session} session @param {readonly string[]} packages @returns {Promise<string[]>} those not installed */
async function missingPackages(session, packages) {
  if (!hasProgram('dpkg-query')) return []; // other systems bring fonts of their own
  const missing = [];
  for (const name of packages) {
    const query = ['-W', '-f', '$' + '{db:Status-Status}', name];
    const { output } = await session.run('dpkg-query', query, { quiet: true });
    if (output.trim() !== 'installed') missing.push(name);
  }
  return missing;
}

/**
 * Newer Debian and Ubuntu carry libraries with 64-bit time under the old name plus `t64`.
 * @param {Session} session @param {string} name by Debian 12
 */
async function nameHere(session, name) {
  const { code } = await session.run('apt-cache', ['show', '--no-all-versions', `${name}t64`], {
    quiet: true,
  });
  return code === 0 ? `${name}t64` : name;
}

/** @param {Session} session @param {readonly string[]} names */
async function install(session, names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=120'];
  if (!session.once.has('apt-get update')) {
    session.once.add('apt-get update');
    await session.run('apt-get', ['-q', 'update'], { env, quiet: true }); // a broken extra source must not stop us
  }
  const packages = [];
  for (const name of names) packages.push(await nameHere(session, name));
  say(words.installingSystem(packages.join(' ')));
  return session.run(
    'apt-get',
    ['-y', '-q', ...wait, 'install', '--no-install-recommends', ...packages],
    { env, quiet: true },
  );
}

/**
 * @typedef {object} Needs
 * @property {boolean} [libraries] those that Electron needs to run
 * @property {string} [binary] an Electron, to look for further libraries it needs
 * @property {readonly string[]} [programs]
 * @property {readonly string[]} [packages] Debian packages without a program, such as fonts
 */

/**
 * @param {Session} session
 * @param {Needs} needs
 * @returns {Promise<import('./outcome.mjs').Outcome<undefined>>}
 */
export async function ensureSystem(session, needs) {
  if (process.platform !== 'linux') return done(undefined);
  const { programs = [], packages = [] } = needs;
  const libraries = needs.libraries ? await missingLibraries(session, needs.binary) : [];
  const absent = programs.filter((program) => !hasProgram(program));
  const extra = await missingPackages(session, packages);
  if (libraries.length + absent.length + extra.length === 0) return done(undefined);

  const unknown = libraries.filter((library) => packageOfLibrary[library] === undefined);
  const names = [
    ...libraries.flatMap((library) => packageOfLibrary[library] ?? []),
    ...absent.map((program) => packageOfProgram[program] ?? program),
    ...extra,
  ];
  const wanted = [...new Set(names)].sort();

  if (!hasProgram('apt-get') || unknown.length > 0)
    return failed(words.systemUnknown([...libraries, ...absent, ...extra].join(' ')));
  if (process.getuid?.() === 0) {
    const { code, output } = await install(session, wanted);
    if (code === 0) return done(undefined);
    return failed(words.systemMissing(await commandFor(session, wanted)), output);
  }
  return failed(words.systemMissing(await commandFor(session, wanted)));
}

/** @param {Session} session @param {readonly string[]} names */
async function commandFor(session, names) {
  const packages = [];
  for (const name of names) packages.push(await nameHere(session, name));
  return `sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}
