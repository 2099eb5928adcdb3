// Where the person is in the window, and every way to get elsewhere. Pure.
import type { SourceId } from '#shared/event';
import type { RecordStep } from '#shared/record-then';

export type Place = 'feed' | 'connections' | 'deliveries' | 'settings';

export interface Navigation {
  readonly place: Place;
  /** The feed's filter, as text of the query language. */
  readonly query: string;
  /** Id of the event in the detail pane. */
  readonly opened: string | null;
  /** The detail pane shows the raw delivery. */
  readonly raw: boolean;
  /** It shows the whole record as it was after the change that is open, or before it; null: the change. */
  readonly whole: RecordStep['when'] | null;
  /** The source whose form the connections place opens with. */
  readonly connecting: SourceId | null;
  /** The part of the settings to be looked at. */
  readonly part: 'address' | null;
}

export type Step =
  | { readonly kind: 'go'; readonly place: Place; readonly connecting?: SourceId }
  | { readonly kind: 'address' }
  | { readonly kind: 'filter'; readonly query: string }
  | { readonly kind: 'open'; readonly id: string }
  | { readonly kind: 'raw' }
  | { readonly kind: 'whole' }
  | { readonly kind: 'step'; readonly to: RecordStep }
  | { readonly kind: 'back' };

export const start: Navigation = {
  place: 'feed',
  query: '',
  opened: null,
  raw: false,
  whole: null,
  connecting: null,
  part: null,
};

export function navigate(now: Navigation, step: Step): Navigation {
  switch (step.kind) {
    case 'go':
      return { ...now, place: step.place, connecting: step.connecting ?? null, part: null };
    case 'address':
      return { ...now, place: 'settings', part: 'address' };
    case 'filter':
      return { ...now, place: 'feed', query: step.query };
    case 'open':
      // The raw view stays while stepping through changes: comparing deliveries is what it is for.
      return { ...now, place: 'feed', opened: step.id, whole: now.whole && 'after' };
    case 'whole':
      if (now.opened === null) return now;
      // From the raw delivery to what it says.
      if (now.raw) return { ...now, raw: false, whole: 'after' };
      return { ...now, whole: now.whole === null ? 'after' : null };
    case 'step':
      return { ...now, place: 'feed', opened: step.to.id, whole: now.whole && step.to.when };
    case 'raw':
      return now.opened === null ? now : { ...now, raw: !now.raw };
    case 'back':
      if (now.place !== 'feed') return { ...now, place: 'feed' };
      return now.raw ? { ...now, raw: false } : { ...now, opened: null };
  }
}
