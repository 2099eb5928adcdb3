// How a command ends when it cannot go on: a sentence on stderr and an exit code.
import type { TFunction } from 'i18next';
import type { Problem } from '#shared/result';
import { sayProblem } from '#shared/text/text';

export type Say = TFunction;

/** 1: it could not be done. 2: it was asked wrongly. */
export function fail(t: Say, problem: Problem, code: 1 | 2 = 1): never {
  process.stderr.write(`tablewatch: ${sayProblem(t, problem)}\n`);
  process.exit(code);
}
