// A Vitest reporter that writes the counts to the file named by TABLEWATCH_COUNTS: Vitest's own JSON leaves out why a
// test was skipped, and errors outside of tests.
import { writeFileSync } from 'node:fs';

/** @typedef {import('vitest/node').TestModule} TestModule */

/** @param {TestModule} file @returns {import('./counts.mjs').Counts} */
function countsOf(file) {
  const tests = [...file.children.allTests()];
  /** @param {{ readonly fullName: string }} test */
  const nameOf = ({ fullName }) => `${file.relativeModuleId} > ${fullName}`;
  /** @param {string} state */
  const inState = (state) => tests.filter((test) => test.result().state === state);
  // a file that fails to load, or a hook that fails: its tests count as skipped, with nothing to say why
  const brokenSuites = [...file.children.allSuites()].filter((suite) => suite.errors().length > 0);
  const isBroken = file.errors().length > 0;
  const skipped = [...inState('skipped'), ...inState('pending')].map((test) => {
    const result = test.result();
    const note = result.state === 'skipped' ? result.note : undefined;
    return { name: nameOf(test), reason: note ?? '' };
  });
  return {
    passed: inState('passed').length,
    failures: [
      ...(isBroken ? [file.relativeModuleId] : []),
      ...[...brokenSuites, ...inState('failed')].map(nameOf),
    ],
    skipped:
      isBroken || brokenSuites.length > 0 ? skipped.filter(({ reason }) => reason !== '') : skipped,
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
