// Makes hostile text safe to print: a terminal obeys control characters, and bidi marks reorder what is read.
import { stripVTControlCharacters } from 'node:util';

// Control characters (C0, DEL, C1), line and paragraph separators, bidi embeddings and isolates, and the byte order mark.
const unsafe =
  /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/gu;

/**
 * @param text of any origin
 * @returns one line without control characters, at most `limit` characters long
 */
export function plainText(text: string, limit = 2000): string {
  // Escape sequences go as a whole first, so that their letters do not stay behind as litter.
  const bare = stripVTControlCharacters(text).replace(/\s+/g, ' ').replace(unsafe, '');
  const characters = Array.from(bare);
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : bare;
}
