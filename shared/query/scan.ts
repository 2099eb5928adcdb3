// Cuts a query's text into words: free text, or a key with its values. Knows quotes, not what a key means.
import { type Key, keyOf } from './vocabulary';

export interface Word {
  readonly not: boolean;
  /** null: free text, which has exactly one value. */
  readonly key: Key | null;
  readonly values: readonly string[];
  /** As typed, for messages. */
  readonly typed: string;
}

const space = /\s/u; // covers U+3000, the full-width space
const minus = '-－';
const opening = '"“”＂';
const separators = '|｜,，、';
const colons = ':：';

/** Full-width quotes, commas, bars, colons, minus signs and spaces count as the ASCII ones; a quote left open ends at the end. */
export function scanQuery(text: string): readonly Word[] {
  const words: Word[] = [];
  let place = 0;
  while (place < text.length) {
    if (space.test(text.charAt(place))) {
      place += 1;
      continue;
    }
    const start = place;
    const next = text.charAt(place + 1);
    const not = minus.includes(text.charAt(place)) && next !== '' && !space.test(next);
    if (not) place += 1;
    const key = readKey(text, place);
    if (key) place = key.end;
    const values = key ? readValues(text, place) : readValue(text, place, '');
    place = values.end;
    words.push({
      not,
      key: key?.key ?? null,
      values: values.values,
      typed: text.slice(start, place),
    });
  }
  return words;
}

interface Values {
  readonly values: readonly string[];
  readonly end: number;
}

/** The longest key is four characters in Chinese and ten in English; a bound keeps a long text linear. */
function readKey(text: string, from: number): { readonly key: Key; readonly end: number } | null {
  for (let end = from; end < from + 16 && end < text.length; end += 1) {
    const c = text.charAt(end);
    if (space.test(c) || opening.includes(c)) return null;
    if (colons.includes(c)) {
      const key = keyOf(text.slice(from, end));
      return key ? { key, end: end + 1 } : null;
    }
  }
  return null;
}

/** One or more values, between separators; a bare empty one is left out. */
function readValues(text: string, from: number): Values {
  const values: string[] = [];
  let place = from;
  for (;;) {
    const one = readValue(text, place, separators);
    values.push(...one.values);
    place = one.end;
    const c = text.charAt(place);
    if (c === '' || !separators.includes(c)) return { values, end: place };
    place += 1;
  }
}

function readValue(text: string, from: number, ends: string): Values {
  const first = text.charAt(from);
  if (first !== '' && opening.includes(first)) return readQuoted(text, from + 1, first);
  let end = from;
  while (end < text.length) {
    const c = text.charAt(end);
    if (space.test(c) || ends.includes(c)) break;
    end += 1;
  }
  return { values: end > from ? [text.slice(from, end)] : [], end };
}

/** `\"` and `\\` stand for the character; any other `\` for itself. A full-width quote is closed by any full-width one. */
function readQuoted(text: string, from: number, quote: string): Values {
  const closing = quote === '"' ? '"' : '“”＂';
  let value = '';
  let place = from;
  for (; place < text.length; place += 1) {
    const c = text.charAt(place);
    if (closing.includes(c)) return { values: [value], end: place + 1 };
    const next = text.charAt(place + 1);
    if (c === '\\' && next !== '' && (next === '\\' || opening.includes(next))) {
      value += next;
      place += 1;
    } else value += c;
  }
  return { values: [value], end: place };
}
