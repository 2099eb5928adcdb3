// The questions that the receiver may be asked through the public address: made here, answered only for a moment.
import type { Clock, Ids } from '../ports';

/** ms that a question may be under way. */
const lifetime = 20_000;

export interface Proofs {
  /** @returns what to ask, and what only our own receiver can answer */
  ask(): { readonly nonce: string; readonly answer: string };
  /** @returns null for what was not asked by us just now */
  answer(nonce: string): string | null;
}

export function createProofs(clock: Clock, ids: Ids): Proofs {
  const open = new Map<string, { readonly answer: string; readonly until: number }>();
  const forgetOld = () => {
    for (const [nonce, { until }] of open) if (until < clock.now()) open.delete(nonce);
  };
  return {
    ask() {
      forgetOld();
      const question = { nonce: ids.token(), answer: ids.token() };
      open.set(question.nonce, { answer: question.answer, until: clock.now() + lifetime });
      return question;
    },
    answer(nonce) {
      forgetOld();
      return open.get(nonce)?.answer ?? null;
    },
  };
}
