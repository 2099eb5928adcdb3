// The steps of the test commands: checks by tools, and Vitest projects, each with what it needs.

import { ensureBuilt } from '../build.mjs';
import { testFonts } from '../debian-packages.mjs';
import { desktopPrograms, openDesktop } from '../desktop.mjs';
import { findElectron } from '../electron-runtime.mjs';
import { done, failed } from '../outcome.mjs';
import { ensurePackages } from '../packages.mjs';
import { packageApp } from '../packaging.mjs';
import { programOf, root } from '../places.mjs';
import { findSshServer } from '../ssh-server.mjs';
import { ensureSystem } from '../system-libraries.mjs';
import { say } from '../words.mjs';
import { nothing, oneFailed, onePassed } from './counts.mjs';
import { runVitest } from './vitest.mjs';

/**
 * @typedef {import('../session.mjs').Session} Session
 * @typedef {import('./counts.mjs').Step} Step
 */

const checkLimitMs = 10 * 60 * 1000;

/**
 * @param {Session} session
 * @param {string} name
 * @param {readonly [packageName: string, program: string]} tool
 * @param {readonly string[]} args
 * @returns {Step}
 */
const check = (session, name, [packageName, program], args) => ({
  name,
  async run() {
    const script = programOf(packageName, program);
    const options = { cwd: root, limitMs: checkLimitMs };
    const { code } = await session.run(process.execPath, [script, ...args], options);
    return code === 0 ? onePassed : oneFailed(`${name}: exit code ${code}`);
  },
});

/** @param {Session} session @returns {Step[]} */
export const checks = (session) => [
  check(session, 'format and lint', ['@biomejs/biome', 'biome'], ['ci', '--error-on-warnings']),
  check(session, 'types', ['typescript', 'tsc'], ['-p', '.']),
  check(
    session,
    'import rules',
    ['dependency-cruiser', 'depcruise'],
    ['electron', 'renderer', 'shared', 'test'],
  ),
  check(session, 'unused code', ['knip', 'knip'], []),
  check(session, 'build', ['vite', 'vite'], ['build', '--app', '--logLevel', 'warn']),
];

/**
 * @param {Session} session
 * @param {boolean} mayFetch whether an SSH server may be downloaded for them
 * @returns {Step}
 */
export const coreTests = (session, mayFetch) => ({
  name: 'unit and integration tests',
  async run() {
    const ssh = await findSshServer(session, mayFetch);
    const found = ssh.ok
      ? { TABLEWATCH_SSHD: JSON.stringify(ssh.value) }
      : { TABLEWATCH_NO_SSHD: ssh.problem };
    return runVitest(session, 'core', { ...process.env, ...found });
  },
});

/**
 * A step that makes something the tests need: not a test itself, but a failure of its own.
 * @param {string} name
 * @param {() => Promise<import('../outcome.mjs').Outcome<unknown>>} make
 * @param {import('./counts.mjs').Counts} success what it counts for
 * @returns {Step}
 */
const preparation = (name, make, success) => ({
  name,
  async run() {
    const made = await make();
    return made.ok ? success : fail(name, made.problem);
  },
});

/** @param {string} name @param {string} problem */
function fail(name, problem) {
  say(problem);
  return oneFailed(`${name}: ${problem.split('\n')[0]}`);
}

/** @param {Session} session @returns {Step} */
export const packages = (session) => ({
  ...preparation('packages', () => ensurePackages(session), nothing),
  isRequired: true,
});

const apart = { apart: true };
const desktopNeeds = {
  libraries: true,
  programs: [...desktopPrograms(apart), 'gnome-keyring-daemon', 'unzip'],
  packages: testFonts,
};

/**
 * Everything from the system that any later step needs, in one go.
 * @param {Session} session
 * @param {readonly string[]} [programs] besides those of a desktop
 * @returns {Step}
 */
export const systemPackages = (session, programs = []) => {
  const needs = { ...desktopNeeds, programs: [...desktopNeeds.programs, ...programs] };
  return preparation('system packages', () => ensureSystem(session, needs), nothing);
};

/** @param {Session} session @returns {Step} */
export const upToDateBuild = (session) => preparation('build', () => ensureBuilt(session), nothing);

/** @param {Session} session @returns {Step} */
export const packaging = (session) => {
  const make = async () => {
    const electron = await findElectron(session);
    return electron.ok ? packageApp(session, electron.value) : electron;
  };
  return preparation('packaging', make, onePassed);
};

/** @type {Step} */
export const nocodb = {
  ...preparation(
    'NocoDB',
    async () => {
      const { installNocodb } = await import('../nocodb/install.mjs');
      try {
        return done(await installNocodb());
      } catch (error) {
        return failed(error instanceof Error ? error.message : String(error));
      }
    },
    nothing,
  ),
  isRequired: true,
};

/**
 * Tests in the real app: on a desktop of their own, with a keyring and with fonts for every language of the product.
 * @param {Session} session
 * @param {string} name
 * @param {'app' | 'real'} project
 * @returns {Step}
 */
export const desktopTests = (session, name, project) => ({
  name,
  async run() {
    const electron = await findElectron(session);
    if (!electron.ok) return fail(name, electron.problem);
    const { binary } = electron.value;
    const system = await ensureSystem(session, { ...desktopNeeds, binary });
    if (!system.ok) return fail(name, system.problem);
    const desktop = await openDesktop(session, apart);
    if (!desktop.ok) return fail(name, desktop.problem);
    return runVitest(session, project, { ...desktop.value.env, TABLEWATCH_ELECTRON: binary });
  },
});
