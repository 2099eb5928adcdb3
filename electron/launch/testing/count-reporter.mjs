// A Vitest reporter that writes the counts to the file named by TABLEWATCH_COUNTS: Vitest's own JSON leaves out why a
// test was skipped, and errors outside of tests.
import { writeFileSync } from 'node:fs';

/** @typedef {import('vitest/node').TestModule} TestModule */

/** @param {TestModule} file @returns {import('./counts.mjs').Counts} */
function countsOf(file) {
  const tests = [...file.children.allTests()];
  /** @param {import('vitest/node').TestCase} test */
  const nameOf = (test) => `${file.relativeModuleId} > ${test.fullName}`;
  const failed = tests.filter((test) => test.result().state === 'failed');
  const skipped = tests.filter((test) => ['skipped', 'pending'].includes(test.result().state));
  // a file that fails to load, or a hook that fails, has no failed test to show for it
  const broken = failed.length === 0 && file.state() === 'failed';
  return {
    passed: tests.filter((test) => test.result().state === 'passed').length,
    failures: [...failed.map(nameOf), ...(broken ? [file.relativeModuleId] : [])],
    skipped: skipped.map((test) => {
      const result = test.result();
      const note = result.state === 'skipped' ? result.note : undefined;
      return { name: nameOf(test), reason: note ?? '' };
    }),
  };
}

/** Called with `new` by Vitest, hence a function that returns an object. */
export default function CountReporter() {
  return {
    /** @param {readonly TestModule[]} files @param {readonly { message?: unknown }[]} errors outside of tests */
    onTestRunEnd(files, errors) {
      const file = process.env.TABLEWATCH_COUNTS;
      if (file === undefined) return;
      const counts = [
        ...files.map(countsOf),
        ...errors.map(({ message }) => ({
          passed: 0,
          failures: [`outside of a test: ${message}`],
          skipped: [],
        })),
      ];
      writeFileSync(file, JSON.stringify(counts));
    },
  };
}
