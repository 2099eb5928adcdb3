// A change before it is stored, and as it is stored.
import type { ChangeEvent } from '#shared/event';

export type NewEvent = Omit<ChangeEvent, 'seq'>;

/** As it is stored. `filledBy`: further deliveries that told the same change, and more of it. */
export type KnownEvent = NewEvent & { readonly filledBy?: readonly string[] | undefined };
