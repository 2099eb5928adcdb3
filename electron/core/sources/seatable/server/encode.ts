// Names and ids as parts of an address.

/** `encodeURIComponent` for any text: halves of surrogate pairs, on which it throws, become U+FFFD. */
export const encoded = (text: string): string =>
  encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'));
