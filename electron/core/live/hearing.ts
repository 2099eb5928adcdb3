// When each live channel was open and took what came, in this run: what happened then should have been heard.
import type { Clock } from '../ports';

/** A time in which the channel was open; `to` null: it still is. In ms since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number | null;
}

export interface Hearing {
  began(connectionId: string): void;
  ended(connectionId: string): void;
  /** A message could not be kept: its service sends it again, perhaps hours later, so the time around it says nothing. */
  disturbed(connectionId: string): void;
  /** The oldest first. */
  spans(connectionId: string): readonly Span[];
  forget(connectionId: string): void;
}

/** ms that are looked back to. */
export const memory = 24 * 60 * 60_000;
/** ms on both sides of a change in which the channel must have been open: clocks differ, and services give whole seconds. */
const margin = 2 * 60_000;

/** Pure. Whether the channel was open all around a moment. @param at ms since 1970 */
export const wasOpen = (spans: readonly Span[], at: number): boolean =>
  spans.some(({ from, to }) => from <= at - margin && (to === null || to >= at + margin));

export function createHearing({ now }: Pick<Clock, 'now'>): Hearing {
  const all = new Map<string, readonly Span[]>();
  const spans = (id: string) => all.get(id) ?? [];
  const lately = (id: string) => spans(id).filter(({ to }) => to === null || to > now() - memory);
  const isOpen = (id: string) => spans(id).at(-1)?.to === null;

  function began(id: string): void {
    if (!isOpen(id)) all.set(id, [...lately(id), { from: now(), to: null }]);
  }

  function ended(id: string): void {
    const last = spans(id).at(-1);
    if (last?.to !== null) return;
    // A shorter one is never open all around a moment: kept, a channel that comes and goes would make a heap of them.
    const isWorthIt = now() - last.from >= 2 * margin;
    all.set(id, [...lately(id).slice(0, -1), ...(isWorthIt ? [{ ...last, to: now() }] : [])]);
  }

  return {
    began,
    ended,
    disturbed(id) {
      if (!isOpen(id)) return;
      ended(id);
      began(id);
    },
    spans,
    forget: (id) => void all.delete(id),
  };
}
