// When a cell had which text, as the rows of the feed tell it. Pure.
import type { ChangeEvent, FieldChange } from '#shared/event';
import type { NewEvent } from '../../store/store';
import type { Span, Step, Stretch } from './chain';

/** Rows of a record that are looked at. */
export const lookedAt = 50;
/** ms by which the clocks of a service and of this machine may differ where nothing hangs on it. */
export const slack = 2000;

export const always: Span = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/**
 * Of a stated event: when it happened. Where the service does not say, at some time before it arrived.
 * Of a found one: when the service was read. From its arrival on, since nobody knows when within its answer it looked.
 */
export function spanOf(event: NewEvent): Span {
  const { certainty, occurredAt, receivedAt, readAt = receivedAt } = event;
  if (certainty === 'derived') return { from: receivedAt, to: readAt };
  if (occurredAt === null) return { from: always.from, to: receivedAt };
  return {
    from: Math.min(occurredAt, receivedAt),
    to: Math.min(lastMoment(occurredAt), receivedAt),
  };
}

/** ms by which a measured difference of clocks may be wrong: services tell their time in whole seconds. */
export const skewError = 1000;

/**
 * Whether a change surely happened before a reading.
 * @param askedAt ms since 1970 by this machine's clock
 * @param skew ms by which the service's clock is ahead of it; null where it was not measured, and no clock is believed
 */
export const isBefore = ({ occurredAt }: NewEvent, askedAt: number, skew: number | null): boolean =>
  occurredAt !== null && skew !== null && lastMoment(occurredAt) - skew + skewError < askedAt;

/** When a cell was last read, with something found. */
export const lastRead = (rows: readonly ChangeEvent[], fieldId: string): number =>
  Math.max(
    always.from,
    ...toldOf(rows, fieldId).flatMap(({ span, isFound }) => (isFound ? [span.from] : [])),
  );

/** Many services give whole seconds, the time being anywhere within. */
const lastMoment = (at: number) => (at % 1000 === 0 ? at + 999 : at);

/** What was stated of a cell, in the order of the rows. */
export const stepsIn = (rows: readonly ChangeEvent[], fieldId: string): readonly Step[] =>
  rows
    .filter(({ certainty, action }) => certainty === 'stated' && action === 'updated')
    .flatMap((row) =>
      row.changes.flatMap(({ field, beforeText, afterText }) =>
        field.id === fieldId && beforeText !== undefined && afterText !== undefined
          ? [{ ...spanOf(row), before: beforeText, after: afterText, no: row.seq }]
          : [],
      ),
    );

interface Told {
  readonly span: Span;
  readonly before: string;
  readonly after: string;
  readonly isFound: boolean;
}

const toldOf = (rows: readonly ChangeEvent[], fieldId: string): readonly Told[] =>
  rows
    .filter(({ action, certainty }) => action !== 'deleted' && certainty !== 'hint')
    .flatMap((row) =>
      row.changes.flatMap(({ field, beforeText = '', afterText = '' }) =>
        field.id === fieldId
          ? [
              {
                span: spanOf(row),
                before: beforeText,
                after: afterText,
                isFound: row.certainty === 'derived',
              },
            ]
          : [],
      ),
    );

/** Since when a cell may have changed that had this text when it was last read. @param comparedAt ms since 1970 */
export function sinceOf(
  rows: readonly ChangeEvent[],
  fieldId: string,
  text: string,
  comparedAt: number | null,
): Span {
  const told = toldOf(rows, fieldId).filter(({ after, isFound }) => isFound || after === text);
  const compared = comparedAt === null ? [] : [asRead({ from: comparedAt, to: comparedAt })];
  return latest([...told.map(beginOf), ...compared]);
}

/** What was found of a cell, with the time that it may have happened in. */
export function stretchOf(
  found: ChangeEvent,
  { field, beforeText = '', afterText = '' }: FieldChange,
  rows: readonly ChangeEvent[],
): Stretch {
  const read = spanOf(found);
  const told = toldOf(
    rows.filter(({ id }) => id !== found.id),
    field.id,
  );
  const since = latest(
    told
      .filter(({ span, after, isFound }) =>
        isFound ? span.to < read.from : after === beforeText && span.from <= read.to,
      )
      .map(beginOf),
  );
  // Of the same second as what came before, it may be that.
  const ends = told.filter(
    ({ span, before, isFound }) => !isFound && before === afterText && span.from > since.to,
  );
  return {
    before: beforeText,
    after: afterText,
    since,
    until: earliest([{ ...read, to: read.to + slack }, ...ends.map(({ span }) => span)]),
  };
}

const beginOf = ({ span, isFound }: Told): Span => (isFound ? asRead(span) : span);

/** What the service says of the time of a reading may be off by a little. */
const asRead = ({ from, to }: Span): Span => ({ from: from - slack, to });

const latest = (spans: readonly Span[]): Span =>
  spans.reduce((a, b) => ({ from: Math.max(a.from, b.from), to: Math.max(a.to, b.to) }), {
    from: always.from,
    to: always.from,
  });

const earliest = (spans: readonly Span[]): Span =>
  spans.reduce((a, b) => ({ from: Math.min(a.from, b.from), to: Math.min(a.to, b.to) }), {
    from: always.to,
    to: always.to,
  });
