// Finds a helper that runs and does nothing any more: stopped, swapped out, or caught in its add-on.
import type { Clock } from '../../ports';

/** ms between two questions, and how many in a row may stay without an answer: found after 10 to 15 s. */
const every = 5000;
const unanswered = 2;

export interface SilenceNeeds {
  readonly clock: Clock;
  readonly ask: () => void;
  /** How many answers have come. */
  readonly heard: () => number;
  /** Once; nothing is asked after it. */
  readonly onSilence: () => void;
}

/**
 * Counts questions and not time, since a machine that slept has had no time to answer.
 * @returns a function that stops asking
 */
export function askWhetherThere({ clock, ask, heard, onSilence }: SilenceNeeds): () => void {
  let cancel = () => {};
  let before = heard();
  let missed = 0;
  const later = () => {
    ask();
    cancel = clock.after(every, () => {
      const now = heard();
      missed = now > before ? 0 : missed + 1;
      before = now;
      if (missed < unanswered) later();
      else onSilence();
    });
  };
  later();
  return () => cancel();
}
