// Makes text from a table fit to be drawn: bounded, and on one line where a line is what there is.

/**
 * @param limit most UTF-16 units to keep; a cut is shown by `…` and never splits a character
 */
export function cap(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit);
  const last = cut.charCodeAt(limit - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return `${splitsPair ? cut.slice(0, -1) : cut}…`;
}

/**
 * One line: runs of white space, line breaks and control characters become one space. Marks that turn the direction of
 * writing go, since they could make a title read as another: https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
export function oneLine(text: string, limit: number): string {
  // Cut before the work, so that a value of megabytes costs no more than a short one.
  return cap(
    text
      .slice(0, limit * 2)
      .replace(/[\u202a-\u202e\u2066-\u2069]/gu, '')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
    limit,
  );
}
