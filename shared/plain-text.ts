// Makes hostile text safe to print: a terminal obeys control characters, and bidi marks reorder what is read.

const esc = '\u001b';
const bell = '\u0007';

/**
 * Escape sequences as a whole, so that their letters do not stay behind as litter
 * (https://ecma-international.org/publications-and-standards/standards/ecma-48/, sections 5.3, 5.4 and 5.6):
 * control sequences such as colours; strings up to their end, such as titles and links; the short ones. No part of a
 * pattern can start inside another, so the time taken grows with the length alone.
 */
const sequences = new RegExp(
  [
    `(?:${esc}\\[|\\u009b)[0-?]*[ -/]*[@-~]`,
    `(?:${esc}[P\\]X^_]|[\\u0090\\u0098\\u009d-\\u009f])\\P{Cc}*(?:${bell}|${esc}\\\\|\\u009c)`,
    `${esc}[ -/]*[0-~]`,
  ].join('|'),
  'gu',
);

// Control characters (C0, DEL, C1), line and paragraph separators, bidi embeddings and isolates, and the byte order mark.
const unsafe =
  /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/gu;

/**
 * @param text of any origin
 * @param limit most characters to keep; a cut is shown by `…`
 * @returns one line without control characters
 */
export function plainText(text: string, limit = 2000): string {
  const bare = text.replace(sequences, '').replace(/\s+/g, ' ').replace(unsafe, '');
  if (bare.length <= limit) return bare; // a character is one or two units
  const characters = Array.from(bare);
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : bare;
}

/** @returns the whole text without control characters other than tab and line feed, which every kind of break becomes */
export function plainLines(text: string): string {
  return text
    .replace(sequences, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(unsafe, (mark) => (mark === '\n' || mark === '\t' ? mark : ''));
}
