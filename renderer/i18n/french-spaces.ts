// Keeps French punctuation with its word: a guillemet, colon or question mark does not begin or end a line alone.

const noBreak = '\u00A0';

/** @returns the same sentence, with spaces that do not break where French typography has one before or after a mark */
export const keepTogether = (text: string): string =>
  text.replaceAll('« ', `«${noBreak}`).replaceAll(/ (?=[»:;?!%])/gu, noBreak);

/** Every sentence of a tree of them. */
export function keepAllTogether(words: object): object {
  return Object.fromEntries(
    Object.entries(words).map(([key, word]: [string, unknown]) => [
      key,
      typeof word === 'string'
        ? keepTogether(word)
        : typeof word === 'object' && word !== null
          ? keepAllTogether(word)
          : word,
    ]),
  );
}
