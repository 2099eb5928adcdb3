// Problems, gaps and findings for a script and a person at once: codes stay, a sentence comes beside them.
import type { Finding } from '#shared/doctor';
import type { Outage } from '#shared/gap-rows';
import type { Problem } from '#shared/result';
import { sayProblem } from '#shared/text/text';
import type { Say } from './failure';

export const toldProblem = (t: Say, problem: Problem) => ({
  ...problem,
  text: sayProblem(t, problem),
});

/** One that concerns several connections is not of one of them. */
export function toldGap(t: Say, { connectionId, ...outage }: Outage) {
  const isOfOne = outage.connectionIds === null || outage.connectionIds.length === 1;
  const problem = outage.problem && toldProblem(t, outage.problem);
  return { ...outage, problem, ...(isOfOne ? { connectionId } : {}) };
}

/** @param subscribes hooks of the service are subscriptions of an app */
export function toldFinding(t: Say, finding: Finding, subscribes: boolean) {
  const { kind, hookIds, state, problem, tableName } = finding;
  // Other faults than these two no subscription has.
  const isOwn = subscribes && (kind === 'missing' || kind === 'not-removed');
  const found = t(isOwn ? `finding.${kind}-subscription` : `finding.${kind}`, {
    ids: hookIds.join(', '),
  });
  const named = tableName === null ? found : t('finding.of', { table: tableName, text: found });
  const what = state === 'mended' ? t('finding.mended', { text: named }) : named;
  return { ...finding, text: problem ? `${what} ${sayProblem(t, problem)}` : what };
}
