// Problems, gaps and findings for a script and a person at once: codes stay, a sentence comes beside them.
import type { Finding } from '#shared/doctor';
import type { Gap } from '#shared/gap';
import type { Problem } from '#shared/result';
import { sayProblem } from '#shared/text/text';
import type { Say } from './failure';

export const toldProblem = (t: Say, problem: Problem) => ({
  ...problem,
  text: sayProblem(t, problem),
});

export const toldGap = (t: Say, gap: Gap) =>
  gap.problem ? { ...gap, problem: toldProblem(t, gap.problem) } : gap;

export function toldFinding(t: Say, finding: Finding) {
  const { kind, hookIds, state, problem } = finding;
  const found = t(`finding.${kind}`, { ids: hookIds.join(', ') });
  const what = state === 'mended' ? t('finding.mended', { text: found }) : found;
  return { ...finding, text: problem ? `${what} ${sayProblem(t, problem)}` : what };
}
