// Makes invisible and reordering characters visible, so that foreign text cannot pretend to be other text.

/**
 * Written as escapes: C0 and C1 controls other than tab and line breaks, zero-width characters, and the bidirectional
 * controls of Unicode UAX #9. Joiners stay: emoji and several scripts are made with them.
 */
export function showControls(text: string): string {
  return text.replace(
    /(?![\t\n\r])\p{Cc}|[\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
