// What the store is told of the roads of a change, and what it answers.

/** One road's word for one change. */
export interface Telling {
  /** The same for the same change by every road, and for another change with the same content. */
  readonly key: string;
  /** No road tells a change twice. */
  readonly road: string;
  /** ms since 1970 between which it happened; equal where the road says when. */
  readonly began: number;
  readonly ended: number;
}

export interface Tellings {
  /**
   * Takes an event that is not stored for one that is: told by another road, and by this one not yet, at the nearest time within
   * `slack` ms. From then on its id leads there. Since each road counts on its own, there are never fewer events than one of them told.
   * @returns false where there is none
   */
  joins(eventId: string, telling: Telling, slack: number): boolean;
  /** Notes that a road told a stored event; without effect where that is known. */
  told(eventId: string, telling: Telling): void;
}
