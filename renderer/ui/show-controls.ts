// Makes invisible and reordering characters visible, so that foreign text cannot pretend to be other text.

/**
 * Written as escapes: C0 and C1 controls other than tab and line breaks, zero-width characters, and the bidirectional
 * controls of Unicode UAX #9. Joiners stay: emoji and several scripts are made with them.
 */
export function showControls(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
