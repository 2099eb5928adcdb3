// The way of a cell from one text to another, by what services said and by what is missing in between. Pure.

export interface Step {
  /** null: the service did not say. */
  readonly before: string | null;
  readonly after: string;
  /** Which note it is of. */
  readonly no: number;
}

export interface Way {
  /** The changes that nobody said, in their order; none: what was said leads all the way. */
  readonly missing: readonly { readonly before: string; readonly after: string }[];
  /** Notes that the way takes. */
  readonly used: readonly number[];
}

/**
 * @param from text as it was last read
 * @param to text as it is read now
 * @param said in any order; a step that is on no way there happened before or after, and is left out
 * @param newest number of the last note that is surely of before the reading
 */
export function wayBetween(from: string, to: string, said: readonly Step[], newest: number): Way {
  if (from === to) return { missing: [], used: [] };
  const first = walk(from, to, said);
  if (first.at === to) return { missing: [], used: first.used };
  const rest = said.filter(({ no }) => !first.used.includes(no));
  for (const { before } of rest) {
    const second = before === null ? null : walk(before, to, rest);
    if (before === null || second?.at !== to) continue;
    // Further ones may lead to where this one begins, or lie in between.
    const { used } = second;
    const inner = wayBetween(
      first.at,
      before,
      rest.filter(({ no }) => !used.includes(no)),
      newest,
    );
    return { missing: inner.missing, used: [...first.used, ...inner.used, ...used] };
  }
  // What leads neither from here nor there lies in between, with something missing on both sides.
  const sure = rest.filter(({ no, before }) => before !== null && no <= newest);
  // Where several hang together, the first of them, in whatever order they came.
  const between = sure.find((one) => !rest.some(({ after }) => after === one.before)) ?? sure[0];
  if (!between || between.before === null) {
    return { missing: [{ before: first.at, after: to }], used: first.used };
  }
  const onward = wayBetween(between.before, to, rest, newest);
  return {
    missing: [{ before: first.at, after: between.before }, ...onward.missing],
    used: [...first.used, ...onward.used],
  };
}

/** Where what was said leads from a text. */
export const endOf = (from: string, said: readonly Step[]): string => walk(from, null, said).at;

function walk(
  from: string,
  to: string | null,
  said: readonly Step[],
): { readonly at: string; readonly used: readonly number[] } {
  let at = from;
  let left = said;
  const used: number[] = [];
  while (at !== to || used.length === 0) {
    const here = at;
    const step =
      left.find(({ before }) => before === here) ?? left.find(({ before }) => before === null);
    if (!step) break;
    at = step.after;
    used.push(step.no);
    left = left.filter((one) => one !== step);
  }
  return { at, used };
}
