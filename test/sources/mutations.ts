// Damaged bodies for the conformance test: cut, garbled, and JSON of other shapes; the same ones on every run.

export type Random = () => number;

/** Mulberry32: small, seeded, good enough to vary inputs. @returns numbers from 0 up to 1 */
export function createRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(random: Random, from: readonly T[]): T | undefined {
  return from[Math.floor(random() * from.length)];
}

const odd: readonly unknown[] = [
  null,
  true,
  '',
  '0',
  'dbt.',
  '\u0000\u202e\ud800',
  '__proto__',
  'constructor',
  0,
  -1,
  1e308,
  1.5,
  2 ** 53,
  1700000000,
  [],
  {},
  [null],
  [[[]]],
  { id: {} },
  { text: 1, name: 2, row_id: 3 },
];

/** A value of any shape, at most a few levels deep. */
export function randomJson(random: Random, depth = 3): unknown {
  const kind = random();
  if (depth === 0 || kind < 0.5) return pick(random, odd);
  const size = Math.floor(random() * 4);
  const members = Array.from({ length: size }, () => randomJson(random, depth - 1));
  if (kind < 0.7) return members;
  const names = ['event', 'data', 'type', 'events', 'header', 'schema', 'records', 'rows', 'id'];
  return Object.fromEntries(members.map((member) => [pick(random, names) ?? 'id', member]));
}

/** The value with one member, somewhere in it, replaced by an odd value, dropped or doubled. */
export function mutateJson(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.15) {
    return random() < 0.5 ? pick(random, odd) : randomJson(random, 2);
  }
  if (Array.isArray(value)) {
    const at = Math.floor(random() * value.length);
    if (value.length === 0) return [randomJson(random, 1)];
    if (random() < 0.2) return [...value, ...value];
    return value.map((item, index) => (index === at ? mutateJson(random, item) : item));
  }
  const entries = Object.entries(value);
  const chosen = pick(random, entries)?.[0];
  const drops = random() < 0.25;
  return Object.fromEntries(
    entries.flatMap(([name, member]) => {
      if (name !== chosen) return [[name, member]];
      return drops ? [] : [[name, mutateJson(random, member)]];
    }),
  );
}

/** The bytes cut short, or with a few of them changed. */
export function mutateBytes(random: Random, body: Uint8Array): Uint8Array {
  if (random() < 0.5) return body.slice(0, Math.floor(random() * body.length));
  const garbled = Uint8Array.from(body);
  for (let i = 0; i < 3 && garbled.length > 0; i += 1) {
    garbled[Math.floor(random() * garbled.length)] = Math.floor(random() * 256);
  }
  return garbled;
}
