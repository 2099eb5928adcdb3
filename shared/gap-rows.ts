// Which times in which nothing could arrive deserve a row of their own: what was lost in one is said once, and blips quietly. Pure.
import type { Gap } from './gap';

/** One outage of several connections, or one that lasted over a restart. */
export interface Outage extends Gap {
  /** Of the gaps that it joins. */
  readonly ids: readonly number[];
  /** Connections that it concerns; null: all. */
  readonly connectionIds: readonly string[] | null;
}

export interface GapRowFacts extends Outage {
  /** How many short ones this row stands for; 1: it is one. */
  readonly times: number;
  /** Too short to be pointed at. */
  readonly quiet: boolean;
}

/** ms; what is shorter and over needs no row of its own. An own address is asked once a minute. */
const short = 90_000;
/** ms between two that are one: hit by the same outage, or cut in two by a restart. */
const same = 5000;
/** ms between two short ones that share a row. */
const together = 6 * 60 * 60_000;

/** @param gaps in any order @returns oldest first */
export function gapRows(gaps: readonly Gap[]): readonly GapRowFacts[] {
  return outagesOf(gaps)
    .map((gap): GapRowFacts => ({ ...gap, times: 1, quiet: false }))
    .filter(
      (gap) => !isShort(gap) || gap.problem !== null || gap.state === 'unfilled' || isMiss(gap),
    )
    .reduce<readonly GapRowFacts[]>(gather, [])
    .map((gap) => ({ ...gap, quiet: gap.times > 1 || isShort(gap) }));
}

/** @param gaps in any order @returns oldest first, each outage once */
export function outagesOf(gaps: readonly Gap[]): readonly Outage[] {
  return gaps
    .map((gap): Outage => {
      const connectionIds = gap.connectionId === null ? null : [gap.connectionId];
      return { ...gap, ids: [gap.id], connectionIds };
    })
    .toSorted((a, b) => a.from - b.from || a.id - b.id)
    .reduce<readonly Outage[]>(join, []);
}

function join(rows: readonly Outage[], gap: Outage): readonly Outage[] {
  const place = rows.findLastIndex(
    (row) =>
      isAlike(row, gap) && (isSameTime(row, gap) || (isOfSame(row, gap) && touches(row, gap))),
  );
  const row = rows[place];
  if (row === undefined) return [...rows, gap];
  return rows.with(place, {
    ...(gap.state === 'open' ? gap : row),
    from: Math.min(row.from, gap.from),
    to: row.to === null || gap.to === null ? null : Math.max(row.to, gap.to),
    ids: [...row.ids, ...gap.ids],
    connectionIds: merged(row.connectionIds, gap.connectionIds),
    recovered: row.recovered + gap.recovered,
  });
}

/** Short ones in which something may be lost for ever; beside a longer one that it touches, it is part of that. */
function gather(rows: readonly GapRowFacts[], gap: GapRowFacts): readonly GapRowFacts[] {
  if (!isShort(gap) || isMiss(gap)) return [...rows, gap];
  const place = rows.findLastIndex(
    (row) => concerns(row, gap) && row.state === 'unfilled' && isNear(row, gap),
  );
  const row = rows[place];
  if (row?.to === undefined || row.to === null || gap.to === null) return [...rows, gap];
  const isBlip = row.times > 1 || isShort(row);
  return rows.with(place, {
    ...row,
    to: Math.max(row.to, gap.to),
    times: isBlip ? row.times + 1 : row.times,
  });
}

const isShort = ({ from, to }: Gap) => to !== null && to - from < short;
/** Short as it was, changes came only because they were looked for: nobody else tells that this machine was away. */
const isMiss = ({ reason, recovered }: Gap) =>
  recovered > 0 && (reason === 'closed' || reason === 'asleep');
const isNear = (row: GapRowFacts, gap: GapRowFacts) => {
  const reach = row.times > 1 || isShort(row) ? together : same;
  return row.to !== null && gap.from - row.to < reach;
};
const isAlike = (one: Gap, other: Gap) =>
  one.reason === other.reason &&
  (one.state === other.state || one.to === null || other.to === null);
const isSameTime = (one: Gap, other: Gap) =>
  one.state === other.state &&
  Math.abs(one.from - other.from) < same &&
  Math.abs((one.to ?? 0) - (other.to ?? 0)) < same;
const touches = (one: Gap, next: Gap) =>
  one.to !== null && Math.abs(next.from - one.to) < same && one.state === 'unfilled';
const isOfSame = (one: Outage, other: Outage) =>
  JSON.stringify(one.connectionIds) === JSON.stringify(other.connectionIds);
const concerns = (row: GapRowFacts, gap: GapRowFacts) =>
  row.connectionIds === null || (row.reason === gap.reason && isOfSame(row, gap));

const merged = (one: readonly string[] | null, other: readonly string[] | null) =>
  one === null || other === null ? null : [...new Set([...one, ...other])];
