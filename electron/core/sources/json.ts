// Reads a body that claims to be JSON: strict UTF-8, bounded depth, and a problem instead of an exception.
import type { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';

/** No service nests deeper than about 12; recursion over a hostile body must end long before the stack does. */
const maxDepth = 64;

/** @returns the value, or `not-utf8`, `too-deep` or `not-json` */
export function parseJson(body: Uint8Array): Result<unknown, Problem> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return err({ code: 'not-utf8' });
  }
  if (depthOf(text) > maxDepth) return err({ code: 'too-deep', params: { limit: maxDepth } });
  try {
    return ok(JSON.parse(text));
  } catch {
    return err({
      code: 'not-json',
      params: { reason: text.trim() === '' ? 'empty' : 'syntax' },
    });
  }
}

/** What a service answered to a call, or keeps as text within it; undefined when it is no JSON or nested too deep, which no schema takes. */
export function jsonOf(text: string): unknown {
  if (depthOf(text) > maxDepth) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Codes of `" \ { } [ ]`: pages of a table are long, and their characters are looked at one by one. */
const sign = {
  ...{ quote: 0x22, escape: 0x5c },
  ...{ brace: 0x7b, braceEnd: 0x7d, bracket: 0x5b, bracketEnd: 0x5d },
} as const;

/** Nesting of brackets outside strings, without parsing. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === sign.escape) i += 1;
      else if (c === sign.quote) inString = false;
    } else if (c === sign.quote) inString = true;
    else if (c === sign.brace || c === sign.bracket) deepest = Math.max(deepest, ++depth);
    else if (c === sign.braceEnd || c === sign.bracketEnd) depth -= 1;
  }
  return deepest;
}

/** The first difference between a value and its schema, as a problem that names the member, never its value. */
export function shapeProblem(error: z.ZodError): Problem {
  const issue = error.issues[0];
  return {
    code: 'unknown-shape',
    params: {
      path: issue && issue.path.length > 0 ? issue.path.map(String).join('.') : '(root)',
      reason: issue?.message ?? 'unknown',
    },
  };
}
