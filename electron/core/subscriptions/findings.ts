// What a look has found, in the form in which a person is told.
import type { Finding, FindingKind } from '#shared/doctor';
import type { Problem } from '#shared/result';
import type { HookFault } from './compare-hooks';

export interface FindingsInput {
  readonly faults: readonly HookFault[];
  /** Subscriptions whose hook could not be made, and why. */
  readonly problems: ReadonlyMap<string, Problem>;
  /** Hooks that should be gone and are not. */
  readonly left: readonly { readonly hookId: string; readonly problem: Problem }[];
  /** Hooks of others, for what to say when there is no room. */
  readonly foreign: readonly string[];
  readonly tableOf: (subscriptionId: string) => string | null;
  readonly nameOf: (tableId: string) => string | null;
  /** What one hook of several subscriptions is about: the same for all of them; null: each has a hook of its own. */
  readonly sharedBy: (subscriptionId: string) => string | null;
  readonly before: readonly Finding[];
  /** ms since 1970. */
  readonly now: number;
}

/** Pure. @returns worst first: what stays to be done, what only stands, what was mended */
export function findingsOf(input: FindingsInput): readonly Finding[] {
  const { faults, problems, left, foreign, tableOf, nameOf, sharedBy, before, now } = input;
  const found: Found[] = [];

  for (const { kind, hookIds, subscriptionId, tableId, hadHook, mends } of faults) {
    const fault = { kind, hookIds, subscriptionId, tableId };
    const problem = problems.get(subscriptionId ?? '') ?? null;
    if (mends === 'never') found.push({ ...fault, state: 'stands', remedy: null, problem: null });
    else if (mends === 'by-button') {
      found.push({ ...fault, state: 'open', remedy: 'remove', problem: null });
    } else if (problem && isUnmade(kind)) {
      // One for which there is no room is told as such below.
      if (problem.code === 'too-many-hooks') continue;
      found.push({ ...fault, state: 'open', remedy: 'recreate', problem });
    } else {
      // A hook that was made for the first time is no news, and one that stays although it should be gone is told below.
      const stays = hookIds.some((id) => left.some((one) => one.hookId === id));
      if (!hadHook || (stays && !isUnmade(kind))) continue;
      found.push({ ...fault, state: 'mended', remedy: null, problem: null });
    }
  }

  for (const [subscriptionId, problem] of problems) {
    if (problem.code !== 'too-many-hooks') continue;
    const about = { subscriptionId, tableId: tableOf(subscriptionId), hookIds: foreign };
    // Only somebody else can make room: trying again is done by the clock.
    found.push({ kind: 'over-limit', ...about, state: 'open', remedy: null, problem });
  }
  for (const { hookId, problem } of left) {
    const about = { hookIds: [hookId], subscriptionId: null, tableId: null };
    found.push({ kind: 'not-removed', ...about, state: 'open', remedy: 'remove', problem });
  }

  return onceEach(found, sharedBy)
    .map((one) => {
      const id = idOf(one);
      const tableName = one.tableId === null ? null : nameOf(one.tableId);
      return { ...one, tableName, id, since: before.find((old) => old.id === id)?.since ?? now };
    })
    .toSorted((a, b) => rank(a) - rank(b));
}

type Found = Omit<Finding, 'id' | 'since' | 'tableName'>;

/** What several tables share is told once, and then of none of them alone. */
function onceEach(found: readonly Found[], sharedBy: FindingsInput['sharedBy']): readonly Found[] {
  const shared = new Map<string, Found>();
  for (const one of found) {
    const by = one.subscriptionId === null ? null : sharedBy(one.subscriptionId);
    const about = by === null ? [idOf(one)] : [by, one.kind, one.hookIds, one.problem];
    const key = JSON.stringify([...about, one.state]);
    const known = shared.get(key);
    const tableId = known && known.tableId !== one.tableId ? null : one.tableId;
    shared.set(key, { ...(known ?? one), tableId });
  }
  return [...shared.values()];
}

/** Faults that a new hook mends; the others by taking one away. */
const isUnmade = (kind: FindingKind) => kind !== 'duplicate' && kind !== 'orphaned';

const idOf = ({ kind, subscriptionId, hookIds }: Found): string =>
  // Hooks of others come and go while it stays the same finding.
  [
    kind,
    subscriptionId ?? '',
    ...(kind === 'foreign' || kind === 'over-limit' ? [] : hookIds),
  ].join(':');

const order: readonly Finding['state'][] = ['open', 'stands', 'mended'];
const rank = (finding: Finding) => order.indexOf(finding.state);
