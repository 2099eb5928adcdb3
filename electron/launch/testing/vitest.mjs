// Runs one Vitest project and counts its tests.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { programOf, readJson, root } from '../places.mjs';
import { oneFailed, sum } from './counts.mjs';

const limitMs = 30 * 60 * 1000;
const reporter = fileURLToPath(new URL('count-reporter.mjs', import.meta.url));

/**
 * A skip without a reason is a failure: nobody could judge it.
 * @param {import('./counts.mjs').Counts} counts
 * @returns {import('./counts.mjs').Counts}
 */
export function demandReasons(counts) {
  const silent = counts.skipped.filter(({ reason }) => reason === '');
  return {
    passed: counts.passed,
    failures: [
      ...counts.failures,
      ...silent.map(({ name }) => `skipped without a reason: ${name}`),
    ],
    skipped: counts.skipped.filter(({ reason }) => reason !== ''),
  };
}

/**
 * @param {import('../session.mjs').Session} session
 * @param {'core' | 'app' | 'real'} project
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runVitest(session, project, env) {
  const folder = await mkdtemp(path.join(tmpdir(), 'tablewatch-counts-'));
  const file = path.join(folder, 'counts.json');
  try {
    const { code } = await session.run(
      process.execPath,
      [
        ...[programOf('vitest'), 'run', '--project', project],
        ...['--reporter=default', `--reporter=${reporter}`],
      ],
      { cwd: root, env: { ...env, TABLEWATCH_COUNTS: file }, limitMs },
    );
    const counts = readCounts(file);
    if (counts === null) return oneFailed(`${project}: no test ran`);
    const judged = demandReasons(counts);
    if (code === 0 || judged.failures.length > 0) return judged;
    return sum([judged, oneFailed(`${project}: Vitest ended with exit code ${code}`)]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} file */
function readCounts(file) {
  try {
    /** @type {import('./counts.mjs').Counts[]} */
    const all = readJson(file);
    return all.length === 0 ? null : sum(all);
  } catch {
    return null; // Vitest did not get to its end
  }
}
