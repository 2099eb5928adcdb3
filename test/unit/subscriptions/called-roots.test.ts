// Which public address each hook calls.
import { expect, test } from 'vitest';
import type { StoredSubscription } from '#core/store/store';
import { createCalledRoots, plainRoot } from '#core/subscriptions/called-roots';
import { type Bench, openBench } from '../snapshots/bench';

const note = ({ store }: Bench) => {
  let changes = 0;
  const changed = () => {
    changes += 1;
  };
  const roots = createCalledRoots({ store, changed });
  return { roots, changes: () => changes };
};

test.each([
  ['https://Watch.example/', 'https://watch.example'],
  ['https://watch.example:443', 'https://watch.example'],
  ['https://watch.example/tables/', 'https://watch.example/tables'],
  ['https://watch.example/tables/in/a-token', 'https://watch.example/tables'],
])('%s is %s', (url, root) => {
  expect(plainRoot(url)).toBe(root);
});

test('is kept over a restart, told once, and forgotten with its subscription', () => {
  const bench = openBench();
  const [first] = bench.store.connections.list();
  const subscription = (id: string): StoredSubscription => ({
    id,
    connectionId: first?.id ?? '',
    address: id,
    manage: false,
    target: {},
    hookId: null,
    hookDigest: null,
    planKey: null,
  });
  for (const id of ['a', 'b']) bench.store.connections.saveSubscription(subscription(id));
  const { roots, changes } = note(bench);
  roots.note('a', 'https://one.example/in/a');
  roots.note('a', 'https://one.example');
  roots.note('b', 'not an address');
  expect(changes()).toBe(1);
  expect(note(bench).roots.of('a')).toBe('https://one.example');
  expect(roots.of('b')).toBeNull();
  expect(roots.at('ONE.example:443')).toBe('https://one.example');
  expect(roots.at('two.example')).toBeNull();

  bench.store.connections.removeSubscription('a');
  roots.note('b', 'https://two.example');
  expect(bench.store.hookRoots()).toEqual({ b: 'https://two.example' });
});
