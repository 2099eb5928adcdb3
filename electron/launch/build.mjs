// Builds the app and the CLI when what is built is missing or older than its sources.
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { done, failed } from './outcome.mjs';
import { inProject, programOf, root } from './places.mjs';
import { say, words } from './words.mjs';

const sources = [
  'electron',
  'renderer',
  'shared',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];
const products = [
  'dist/main/main.js',
  'dist/preload/preload.cjs',
  'dist/page/index.html',
  'dist/cli/tablewatch.js',
  'dist/main/tunnel-helper.js',
  'dist/cli/tunnel-helper.js',
];

/**
 * The newest change at or below a path, in ms. A folder counts too, since a removed file changes only that.
 * @param {string} place @returns {number}
 */
function newest(place) {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(place).map((name) => newest(path.join(place, name)));
  return Math.max(stat.mtimeMs, ...inside);
}

function isBuilt() {
  const built = products.map(
    (file) => statSync(inProject(file), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return Math.min(...built) > Math.max(...sources.map((place) => newest(inProject(place))));
}

/**
 * @param {import('./session.mjs').Session} session
 * @returns {Promise<import('./outcome.mjs').Outcome<undefined>>}
 */
export async function ensureBuilt(session) {
  if (isBuilt()) return done(undefined);
  say(words.building);
  const { code, output } = await session.run(
    process.execPath,
    [programOf('vite'), 'build', '--app'],
    { quiet: true, cwd: root },
  );
  return code === 0 ? done(undefined) : failed(words.buildFailed, output);
}
