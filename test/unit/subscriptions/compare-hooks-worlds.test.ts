// Wanted hooks against existing ones over random worlds: what must hold whatever is there.
import { describe, expect, test } from 'vitest';
import type { ServiceHook } from '#core/sources/source';
import type { Comparison, ComparisonInput, WantedHook } from '#core/subscriptions/compare-hooks';
import { compare, hook, root, urlOf, wanted } from './make-hook';

describe('over random worlds', () => {
  const worlds = Array.from({ length: 2000 }, (_, seed) => worldOf(seed + 1));

  test('a hook of somebody else is never removed', () => {
    for (const world of worlds) {
      const found = compare(world);
      const foreign = new Set(world.existing.filter(isForeign).map((one) => one.hookId));
      for (const { hookId } of removalsOf(found)) expect(foreign.has(hookId)).toBe(false);
    }
  });

  test('every hook is removed at most once, and none that is kept', () => {
    for (const world of worlds) {
      const found = compare(world);
      const ids = removalsOf(found).map((one) => one.hookId);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { hookId } of found.keep) expect(ids).not.toContain(hookId);
    }
  });

  test('done, exactly one right hook stands for each subscription, and a second look finds nothing to do', () => {
    for (const world of worlds) {
      const found = compare(world);
      const after = carryOut(world, found);
      for (const { subscriptionId, address } of world.wanted.filter((one) => !one.blocked)) {
        const at = after.existing.filter((one) => one.callbackUrl === urlOf(address));
        expect([subscriptionId, at.length]).toEqual([subscriptionId, 1]);
      }
      const again = compare(after);
      expect(again).toMatchObject({ create: [], remove: [] });
      expect(again.faults.filter((one) => one.mends === 'by-itself')).toEqual([]);
    }
  });
});

interface World extends ComparisonInput {
  readonly wanted: readonly WantedHook[];
}

const isForeign = (one: ServiceHook) => one.hookId.startsWith('foreign');
const removalsOf = (found: Comparison) => [
  ...found.remove,
  ...found.create.flatMap((one) => one.replaces),
];

/** What the keeper does with a comparison, at a service that does as it is told. */
function carryOut(world: World, found: Comparison): World {
  const gone = new Set(removalsOf(found).map((one) => one.hookId));
  const made = found.create.map(({ subscriptionId }) => {
    const name = subscriptionId.replace('sub-', '');
    return hook(name, { hookId: `new-${name}` });
  });
  const noted = new Map([
    ...found.keep.map((one) => [one.subscriptionId, one.hookId] as const),
    ...found.create.map(
      ({ subscriptionId }) =>
        [subscriptionId, `new-${subscriptionId.replace('sub-', '')}`] as const,
    ),
  ]);
  return {
    ...world,
    existing: [...world.existing.filter((one) => !gone.has(one.hookId)), ...made],
    retired: [],
    wanted: world.wanted.map((one) => ({
      ...one,
      hookId: noted.get(one.subscriptionId) ?? one.hookId,
      secret: one.secret === 'none' || one.blocked ? one.secret : 'fits',
    })),
  };
}

function worldOf(seed: number): World {
  const random = dice(seed);
  const flip = (chance: number) => random() < chance;
  const names = ['a', 'b', 'c', 'd', 'e'].slice(0, 1 + Math.floor(random() * 5));
  const want = names.map((name) =>
    wanted(name, {
      hookId: flip(0.3) ? null : `hook-${name}`,
      secret: flip(0.5) ? 'none' : flip(0.7) ? 'fits' : 'changed',
      rule: flip(0.2) ? null : `rule-${name}`,
      blocked: flip(0.1),
    }),
  );
  const variants = (name: string): readonly Partial<ServiceHook>[] => [
    {},
    { active: false },
    { callbackUrl: `https://old.example.test/in/addr-${name}` },
    { rule: 'other' },
  ];
  const existing: ServiceHook[] = [];
  for (const name of names) {
    for (const [index, more] of variants(name).entries()) {
      if (flip(0.3)) {
        const hookId = index === 0 || flip(0.2) ? `hook-${name}` : `extra-${name}-${index}`;
        existing.push(hook(name, { ...more, hookId }));
      }
    }
  }
  const retired = names
    .filter(() => flip(0.3))
    .map((name) => ({ hookId: `retired-${name}`, address: `addr-${name}`, target: {} }));
  for (const one of retired) {
    if (flip(0.7))
      existing.push(hook('r', { hookId: one.hookId, callbackUrl: urlOf(one.address) }));
  }
  for (let index = 0; index < 3; index += 1) {
    if (!flip(0.5)) continue;
    const callbackUrl = flip(0.5) ? 'https://foo.bar' : 'https://else.where/in/zzz';
    existing.push(hook('f', { hookId: `foreign-${index}`, callbackUrl }));
  }
  const unique = [...new Map(existing.map((one) => [one.hookId, one])).values()];
  return {
    wanted: want,
    existing: unique.toSorted(() => random() - 0.5),
    retired,
    byHand: [],
    root,
    limited: flip(0.5),
  };
}

/** Mulberry32: the same worlds at every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
