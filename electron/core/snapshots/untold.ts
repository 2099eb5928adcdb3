// What statements that came before leave of a change that was found; and which find a statement lies within. Pure.
import type { ChangeEvent, FieldChange } from '#shared/event';
import type { NewEvent } from '../store/store';
import { type Step, wayBetween } from './chain';
import { endingAt, slack, startingAt } from './late';

/** What was found first after the change had happened; nothing, where it happened at the very time of a reading. */
export function foundAround<Found extends ChangeEvent>(
  { occurredAt }: NewEvent,
  found: readonly Found[],
): readonly Found[] {
  if (occurredAt === null) return [];
  const [first] = found
    .filter(({ receivedAt }) => receivedAt >= occurredAt)
    .sort((a, b) => a.receivedAt - b.receivedAt);
  return first && first.receivedAt > lastMoment(occurredAt) ? [first] : [];
}

/** Many services give whole seconds, the time being anywhere within. */
const lastMoment = (at: number) => (at % 1000 === 0 ? at + 999 : at);

/** What was stated of about the time of a reading, so that nobody could tell whether that reading has it. */
export const stepsNear = (
  known: readonly ChangeEvent[],
  { receivedAt }: ChangeEvent,
  { field }: FieldChange,
): readonly Step[] =>
  known
    .filter(
      ({ certainty, action, occurredAt }) =>
        certainty === 'stated' &&
        action === 'updated' &&
        occurredAt !== null &&
        Math.abs(occurredAt - receivedAt) <= slack,
    )
    .flatMap(({ seq, changes }) =>
      changes.flatMap(({ field: { id }, beforeText, afterText }) =>
        id === field.id && beforeText !== undefined && afterText !== undefined
          ? [{ before: beforeText, after: afterText, no: -seq }]
          : [],
      ),
    );

/** What nobody has stated of a change: statements that came before may begin where it begins, or end where it ends. */
export function untold(
  change: FieldChange,
  steps: readonly Step[],
): { readonly change: FieldChange | null; readonly used: readonly number[] } {
  const { beforeText = '', afterText = '' } = change;
  // Only what hangs together with its ends: what does not may be of another time.
  const { missing, used } = wayBetween(beforeText, afterText, steps, Number.NEGATIVE_INFINITY);
  const [rest] = missing;
  if (!rest) return { change: null, used };
  const { before, after } = rest;
  const from = before === beforeText ? change : startingAt(change, before, undefined);
  return { change: after === afterText ? from : endingAt(from, after, undefined), used };
}
