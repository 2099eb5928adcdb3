// A record as it was at a moment, field by field, and how each is known.
import { z } from 'zod';
import type { Chip, FieldChange } from './event';

/** After a change, before it, or at a moment (ms since 1970). */
export const recordMoment = z.union([z.literal('after'), z.literal('before'), z.number()]);
export type RecordMoment = z.infer<typeof recordMoment>;

/** What a cell held. */
export interface Held {
  /** The service's own value; absent when only its text is known. */
  readonly value?: unknown;
  /** `''`: it was empty. */
  readonly text: string;
  readonly chips?: readonly Chip[];
}

/** Times in ms since 1970. */
export type Known =
  /** A change at `at`, at the moment or before it, said so; nothing that is known changed it since. */
  | { readonly kind: 'told'; readonly at: number }
  /** The next change of it, at `at`, said that this was there before. */
  | { readonly kind: 'next'; readonly at: number }
  /** It is so in the row as last read, at `at`, and no change of it is known since the moment. */
  | { readonly kind: 'read'; readonly at: number }
  /** It was so at `from`, and at `to` it was `later`: what made it so was missed, and may lie before the moment or after it. */
  | { readonly kind: 'missed'; readonly from: number; readonly to: number; readonly later: Held }
  | { readonly kind: 'unknown' };

export interface FieldThen {
  /** By the name it had then, where a change told it. */
  readonly field: FieldChange['field'];
  /** null: not known. */
  readonly held: Held | null;
  /** By the very change after which the record is shown. */
  readonly changed: boolean;
  readonly known: Known;
  /** It may have been another: a change at `at` did not say of what, or from `at` on nothing could arrive for a while. */
  readonly doubt?: { readonly kind: 'silent' | 'gap'; readonly at: number };
}

/** A step of the record's timeline: after one of its changes, or before the first. */
export interface RecordStep {
  readonly id: string;
  readonly when: 'after' | 'before';
}

export interface RecordThen {
  /** `deleted`: the fields are what it last held. `not-yet`: it was made later. */
  readonly state: 'there' | 'deleted' | 'not-yet';
  /** The change after which it is; null: before the first that is known. */
  readonly eventId: string | null;
  /** ms since 1970 of that change; of the first one, where it is before that. */
  readonly at: number;
  /** How many of its changes had happened, and how many are known. */
  readonly place: number;
  readonly total: number;
  readonly older: RecordStep | null;
  readonly newer: RecordStep | null;
  /** In the order of the table, where that is known. */
  readonly fields: readonly FieldThen[];
  /** false: there may be fields of which no change has told, and the row is not kept. */
  readonly isWhole: boolean;
  /** ms since 1970 when the row was last read; null: it is not kept, or may not be asked. */
  readonly readAt: number | null;
}
