// Records that events link to by their ids, until it is known what they are called.
import type { ChangeEvent } from '#shared/event';

/** A table of a connection. */
export interface Place {
  readonly connectionId: string;
  readonly tableId: string;
}

export interface LinkedEvents {
  /** Notes that the titles of records that an event links to are not known yet. @param place of these records */
  awaitTitles(eventId: string, place: Place, recordIds: readonly string[]): void;
  /** Records whose titles are awaited: those of these that are, or all, at most `limit`, by id behind `after`. */
  awaited(
    place: Place,
    among: { readonly ids: readonly string[] } | { readonly after: string; readonly limit: number },
  ): readonly string[];
  /** Gives the titles to the events that await them. @returns these as they are now */
  nameLinked(place: Place, titles: ReadonlyMap<string, string>): readonly ChangeEvent[];
}
