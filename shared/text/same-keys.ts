// Holds every language to the keys of the English text: a missing sentence does not compile.

export type SameKeys<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]>;
};
