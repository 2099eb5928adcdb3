// Makes text comparable: the search index, the query and every name are folded by this one function.

/**
 * Case, width and compatibility forms do not count (`ＡＢ` = `ab`, `ß` = `ss`, `ς` = `σ`), nor does the amount of white
 * space. Upper case first, because only the way there and back folds such letters; see https://www.unicode.org/reports/tr15/
 * for the normal form. NUL becomes a space, because SQLite's text functions end at it.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[\s\0]+/gu, ' ')
    .trim();
}
