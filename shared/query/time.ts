// Reads the time terms of a query: days, days with a time, and spans back from now, as milliseconds.
import type { Term } from './query';
import { dayWords, type TimeKey, wordIn } from './vocabulary';

type TimeTerm = Extract<Term, { kind: 'time' }>;

export interface Zone {
  /** ms since 1970. */
  readonly now: number;
  /** Minutes that UTC is ahead, as `Date.getTimezoneOffset()` gives them; absent: this machine's zone, with its summer time. */
  readonly offset: number | undefined;
}

const units: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** What to write instead, one example a key: the language itself, so it needs no translation. */
export const timeExamples: Readonly<Record<TimeKey, string>> = {
  after: 'after:2026-11-01',
  before: 'before:2026-11-01',
  on: 'on:today | on:yesterday | on:2026-11-21',
  last: 'last:7d | last:24h | last:30m',
};

/** @returns the term, or null when the value cannot be read; `after` includes its day, `before` does not */
export function readTime(key: TimeKey, value: string, zone: Zone): TimeTerm | null {
  const source = `${key}:${value}`;
  if (key === 'last') {
    const span = spanOf(value);
    return span === null ? null : { kind: 'time', from: zone.now - span, to: null, source };
  }
  const day = dayOf(value, zone);
  if (!day) return null;
  if (key === 'after') return { kind: 'time', from: day.start, to: null, source };
  if (key === 'before') return { kind: 'time', from: null, to: day.start, source };
  return { kind: 'time', from: day.start, to: day.end, source };
}

function spanOf(value: string): number | null {
  const match = /^(\d{1,5})([mhdw])$/iu.exec(value);
  const unit = units[match?.[2]?.toLowerCase() ?? ''];
  return match && unit !== undefined ? Number(match[1]) * unit : null;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function dayOf(value: string, zone: Zone): Span | null {
  const word = wordIn(dayWords, value);
  if (word) {
    const [year, month, day] = today(zone);
    const shift = word === 'today' ? 0 : 1;
    return {
      start: moment(zone, year, month, day - shift),
      end: moment(zone, year, month, day - shift + 1),
    };
  }
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{2}))?$/u.exec(value);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const exists = new Date(Date.UTC(year, month - 1, day));
  if (year < 1970 || exists.getUTCMonth() !== month - 1 || hour > 23 || minute > 59) return null;
  const start = moment(zone, year, month - 1, day, hour, minute);
  return match[4] === undefined
    ? { start, end: moment(zone, year, month - 1, day + 1) }
    : { start, end: start + 60_000 };
}

/** Year, month from 0, and day of `now` in the zone. */
function today({ now, offset }: Zone): readonly [number, number, number] {
  if (offset === undefined) {
    const local = new Date(now);
    return [local.getFullYear(), local.getMonth(), local.getDate()];
  }
  const shifted = new Date(now - offset * 60_000);
  return [shifted.getUTCFullYear(), shifted.getUTCMonth(), shifted.getUTCDate()];
}

/** ms since 1970 of a wall-clock time; days run over month ends as `Date` lets them. */
function moment(
  { offset }: Zone,
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
): number {
  return offset === undefined
    ? new Date(year, month, day, hour, minute).getTime()
    : Date.UTC(year, month, day, hour, minute) + offset * 60_000;
}
