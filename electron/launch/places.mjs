// Where things are: the project, its cache outside the project, and programs of installed packages.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** @param {readonly string[]} names @returns {string} an absolute path in the project */
export const inProject = (...names) => path.join(root, ...names);

/**
 * The cache all clones of the project share (XDG base directory specification).
 * @param {NodeJS.ProcessEnv} env
 */
export const cacheFolder = (env) =>
  path.join(env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'tablewatch');

/** @param {string} file absolute path of a JSON file */
export const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * A package's program as a script for `node`, which works the same on every system.
 * @param {string} name of the package
 * @param {string} [program] its name in the package's `bin`; the package's own name when left out
 */
export function programOf(name, program = name) {
  const folder = inProject('node_modules', ...name.split('/'));
  /** @type {string | Record<string, string>} */
  const bin = readJson(path.join(folder, 'package.json')).bin;
  const file = typeof bin === 'string' ? bin : bin[program];
  if (file === undefined) throw new Error(`${name} has no program ${program}`);
  return path.join(folder, file);
}
