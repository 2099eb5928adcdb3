// Outcomes of the launch steps as values.

/**
 * @template T
 * @typedef {{ readonly ok: true, readonly value: T } | { readonly ok: false, readonly problem: string }} Outcome
 */

/**
 * @template T
 * @param {T} value
 * @returns {Outcome<T>}
 */
export const done = (value) => ({ ok: true, value });

/**
 * @param {string} sentence what went wrong, for a person
 * @param {string} [output] what the failed program printed; its last lines are kept
 * @returns {{ readonly ok: false, readonly problem: string }}
 */
export function failed(sentence, output = '') {
  const tail = output.trim().split('\n').slice(-30).join('\n');
  return { ok: false, problem: tail === '' ? sentence : `${sentence}\n${tail}` };
}
