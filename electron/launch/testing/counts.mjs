// Sums up checks and tests; what is printed here is for developers and machines, in English like the tools' own output.

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {readonly string[]} failures one line for each failed check or test
 * @property {readonly { name: string, reason: string }[]} skipped
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {boolean} [isRequired] the steps after it make no sense without it
 * @property {() => Promise<Counts>} run
 */

/** @type {Counts} for a step that only prepares */
export const nothing = { passed: 0, failures: [], skipped: [] };

/** @type {Counts} */
export const onePassed = { passed: 1, failures: [], skipped: [] };

/** @param {string} failure @returns {Counts} */
export const oneFailed = (failure) => ({ passed: 0, failures: [failure], skipped: [] });

/** @param {readonly Counts[]} all @returns {Counts} */
export const sum = (all) => ({
  passed: all.reduce((total, { passed }) => total + passed, 0),
  failures: all.flatMap(({ failures }) => failures),
  skipped: all.flatMap(({ skipped }) => skipped),
});

/** @param {Counts} counts the line a machine reads */
const lastLine = ({ passed, failures }) => `${passed} passed, ${failures.length} failed`;

/** @param {string} line */
const print = (line) => process.stdout.write(`${line}\n`);

/**
 * Runs every step, also after a failure, and prints a summary with the counts as the last line.
 * @param {readonly Step[]} steps
 * @param {() => boolean} isStopped
 * @returns {Promise<number>} exit code
 */
export async function runSteps(steps, isStopped) {
  /** @type {{ name: string, seconds: string, counts: Counts }[]} */
  const results = [];
  for (const { name, run, isRequired } of steps) {
    print(`\n== ${name}`);
    const start = performance.now();
    const counts = isStopped() ? oneFailed(`${name}: stopped`) : await run();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    results.push({ name, seconds, counts });
    print(`-- ${name}: ${lastLine(counts)} (${seconds} s)`);
    if (isRequired === true && counts.failures.length > 0) break;
  }
  const total = sum(results.map(({ counts }) => counts));
  print('\n== summary');
  for (const { name, seconds, counts } of results)
    print(`${counts.failures.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  for (const { name, reason } of total.skipped) print(`skipped: ${name} — ${reason}`);
  for (const failure of total.failures) print(`failed: ${failure}`);
  print(lastLine(total));
  return total.failures.length === 0 ? 0 : 1;
}
