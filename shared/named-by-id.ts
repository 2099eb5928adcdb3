// Values that name people, records or options by ids, told from those that are what they say.

/**
 * @param member that carries the id
 * @returns the ids in their order; null unless every part of the value is an object with one
 */
export function namedIds(value: unknown, member: string): readonly string[] | null {
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  const ids = parts.flatMap((part) => {
    const id = typeof part === 'object' && part !== null ? memberOf(part, member) : undefined;
    return typeof id === 'string' || typeof id === 'number' ? [String(id)] : [];
  });
  return ids.length > 0 && ids.length === parts.length ? ids : null;
}

const memberOf = (part: object, member: string): unknown =>
  Object.entries(part).find(([name]) => name === member)?.[1];

/** An option as it is kept of sources that give names alone: known by its id, worded while it is there no more. */
export interface KeptOption {
  readonly id: string;
  readonly name: string;
}

/**
 * @param value a name, or a list of them
 * @param ids by name
 * @returns names that have an id together with it; all others as they are
 */
export function keepOptions(value: unknown, ids: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => keepOptions(one, ids));
  if (typeof value !== 'string' || !Object.hasOwn(ids, value)) return value;
  const id = ids[value];
  return id === undefined ? value : ({ id, name: value } satisfies KeptOption);
}

/** @returns the option that a part of a value is; null for any other form */
export function keptOption(value: unknown): KeptOption | null {
  if (typeof value !== 'object' || value === null) return null;
  const id = memberOf(value, 'id');
  const name = memberOf(value, 'name');
  return typeof id === 'string' && typeof name === 'string' ? { id, name } : null;
}
