// How a command ends when it cannot go on: a sentence on stderr and an exit code.
import type { TFunction } from 'i18next';
import type { Problem } from '#shared/result';
import { sayProblem } from '#shared/text/text';
import type { TunnelState } from '#shared/tunnel';

export type Say = TFunction;

const complain = (t: Say, problem: Problem) =>
  process.stderr.write(`tablewatch: ${sayProblem(t, problem)}\n`);

/** @returns says on stderr why the public address is not reached: each reason once, until it is reached or another one comes */
export function createComplainer(t: Say): (state: TunnelState) => void {
  let last = '';
  return (state) => {
    // Another try is under way, and says nothing yet.
    if (state.kind === 'connecting') return;
    const problem = 'problem' in state ? state.problem : null;
    const said = problem === null ? '' : sayProblem(t, problem);
    if (problem !== null && said !== last) complain(t, problem);
    last = said;
  };
}

/** 1: it could not be done. 2: it was asked wrongly. */
export function fail(t: Say, problem: Problem, code: 1 | 2 = 1): never {
  complain(t, problem);
  process.exit(code);
}
