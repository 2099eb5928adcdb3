// Keys for lists whose items have no identity of their own and are drawn anew as a whole.

export const keyed = <T>(
  items: readonly T[],
): readonly { readonly key: string; readonly item: T }[] =>
  items.map((item, place) => ({ key: String(place), item }));
