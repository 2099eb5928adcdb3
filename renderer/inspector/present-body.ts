// Makes a delivery's body readable without changing what it says: JSON is laid out token by token, the rest stays as it is.
import { showControls } from '../ui/show-controls';

export interface PresentedBody {
  readonly text: string;
  /** Whether the body is JSON that can be laid out. */
  readonly canLayOut: boolean;
}

/** Deeper JSON is shown as it came: laying it out would be mostly indentation. */
const maxDepth = 64;

/**
 * Numbers and escapes are kept letter by letter: parsing and printing again would round long numbers and drop
 * repeated members, and a person who looks at a delivery wants what arrived.
 * @param wanted false leaves JSON as it came
 */
export function presentBody(body: string, wanted = true): PresentedBody {
  const laidOut = isJson(body) ? layOut(body) : null;
  return {
    text: showControls(wanted && laidOut !== null ? laidOut : body),
    canLayOut: laidOut !== null,
  };
}

function isJson(body: string): boolean {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

/** @param json known to be valid */
function layOut(json: string): string | null {
  const out: string[] = [];
  let depth = 0;
  const newLine = () => out.push(`\n${'  '.repeat(depth)}`);
  for (let i = 0; i < json.length; i += 1) {
    const c = json[i] ?? '';
    if (c === '"') {
      const end = endOfString(json, i);
      out.push(json.slice(i, end));
      i = end - 1;
    } else if (c === '{' || c === '[') {
      const close = nextMark(json, i + 1);
      if (json[close] === '}' || json[close] === ']') {
        out.push(c, json[close] ?? '');
        i = close;
        continue;
      }
      depth += 1;
      if (depth > maxDepth) return null;
      out.push(c);
      newLine();
    } else if (c === '}' || c === ']') {
      depth -= 1;
      newLine();
      out.push(c);
    } else if (c === ',') {
      out.push(c);
      newLine();
    } else if (c === ':') out.push(': ');
    else if (!isSpace(c)) out.push(c);
  }
  return out.join('');
}

/** @returns the place after the closing quote */
function endOfString(json: string, start: number): number {
  let i = start + 1;
  while (i < json.length && json[i] !== '"') i += json[i] === '\\' ? 2 : 1;
  return i + 1;
}

function nextMark(json: string, from: number): number {
  let i = from;
  while (isSpace(json[i] ?? '')) i += 1;
  return i;
}

const isSpace = (c: string) => c === ' ' || c === '\n' || c === '\r' || c === '\t';

/**
 * The start of a long text, cut at a line.
 * @param limits at most so many lines and UTF-16 units
 * @returns null when nothing has to be cut
 */
export function startOf(
  text: string,
  limits: { readonly lines: number; readonly units: number },
): string | null {
  const head = text.slice(0, limits.units);
  let end = 0;
  for (let line = 0; line < limits.lines; line += 1) {
    const next = head.indexOf('\n', end);
    if (next === -1) {
      if (head.length === text.length) return null;
      return end === 0 ? head : head.slice(0, end);
    }
    end = next + 1;
  }
  return end < text.length ? head.slice(0, end) : null;
}
