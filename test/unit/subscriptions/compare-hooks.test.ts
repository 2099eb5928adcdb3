// Wanted hooks against existing ones: what is kept, made, removed and said, case by case.
import { describe, expect, test } from 'vitest';
import type { Comparison } from '#core/subscriptions/compare-hooks';
import { compare, hook, urlOf, wanted } from './make-hook';

const kinds = ({ faults }: Comparison) => faults.map((fault) => fault.kind);
const replaced = ({ create }: Comparison) =>
  create.map(({ replaces }) => replaces.map((one) => one.hookId));

describe('one subscription', () => {
  test('whose hook is right keeps it, and nothing is said', () => {
    const found = compare({ wanted: [wanted('a')], existing: [hook('a')] });
    expect(found).toMatchObject({ create: [], remove: [], faults: [] });
    expect(found.keep).toEqual([{ subscriptionId: 'sub-a', hookId: 'hook-a' }]);
  });

  test('without a hook gets one; it counts as lost only when there was one', () => {
    const first = compare({ wanted: [wanted('a', { hookId: null })] });
    expect(first.create).toEqual([{ subscriptionId: 'sub-a', replaces: [] }]);
    expect(first.faults).toMatchObject([{ kind: 'missing', hadHook: false }]);
    expect(compare({ wanted: [wanted('a')] }).faults).toMatchObject([
      { kind: 'missing', hadHook: true, subscriptionId: 'sub-a', tableId: 'a' },
    ]);
  });

  test.each([
    ['disabled', { active: false }],
    ['wrong-address', { callbackUrl: 'https://old.example.test/in/addr-a' }],
    ['outdated', { rule: 'other fields' }],
  ] as const)('with a hook that is %s gets a new one before the old one goes', (kind, more) => {
    const found = compare({ wanted: [wanted('a')], existing: [hook('a', more)] });
    expect(replaced(found)).toEqual([['hook-a']]);
    expect(found.remove).toEqual([]);
    expect(kinds(found)).toEqual([kind]);
  });

  test('is known by its address too, when its id was never noted', () => {
    const found = compare({ wanted: [wanted('a', { hookId: null })], existing: [hook('a')] });
    expect(found.keep).toEqual([{ subscriptionId: 'sub-a', hookId: 'hook-a' }]);
    expect(found.create).toEqual([]);
  });

  test('an address is the same however the service spells it', () => {
    const spelled = 'HTTPS://Hooks.Example.test:443/tw/in/addr-a';
    const found = compare({
      wanted: [wanted('a')],
      existing: [hook('a', { callbackUrl: spelled })],
    });
    expect(found).toMatchObject({ create: [], faults: [] });
  });

  test('of several hooks keeps the noted one and loses the others', () => {
    const copy = hook('a', { hookId: 'copy' });
    const found = compare({ wanted: [wanted('a')], existing: [copy, hook('a')] });
    expect(found.keep).toEqual([{ subscriptionId: 'sub-a', hookId: 'hook-a' }]);
    expect(found.remove.map((one) => one.hookId)).toEqual(['copy']);
    expect(kinds(found)).toEqual(['duplicate']);
  });

  test('a changed secret renews the hook, and only the noted one is trusted to carry it', () => {
    const changed = compare({
      wanted: [wanted('a', { secret: 'changed' })],
      existing: [hook('a')],
    });
    expect(replaced(changed)).toEqual([['hook-a']]);
    expect(changed.faults).toEqual([]);
    const copied = compare({
      wanted: [wanted('a', { secret: 'fits' })],
      existing: [hook('a', { hookId: 'copy' })],
    });
    expect(replaced(copied)).toEqual([['copy']]);
  });

  test('one of three joined hooks that is gone makes all three anew', () => {
    const found = compare({
      wanted: [wanted('a', { hookId: 'x,y,z' })],
      existing: [hook('a', { hookId: 'x,z' })],
    });
    expect(replaced(found)).toEqual([['x,z']]);
    expect(kinds(found)).toEqual(['missing']);
  });

  test('that cannot have a hook now keeps the one it has', () => {
    const found = compare({
      wanted: [wanted('a', { blocked: true, url: '' })],
      existing: [hook('a', { active: false })],
    });
    expect(found).toMatchObject({ create: [], remove: [], foreign: [], faults: [] });
  });
});

describe('hooks that nothing wants', () => {
  const retired = { hookId: 'old', address: 'addr-a', target: { table: 'before' } };

  test('a retired one goes, though its subscription lives on with the same address', () => {
    const found = compare({
      wanted: [wanted('a', { hookId: null })],
      existing: [hook('a', { hookId: 'old' })],
      retired: [retired],
    });
    expect(found.create).toHaveLength(1);
    expect(found.remove).toEqual([retired]);
  });

  test('one at an address that is retired goes too, and is told', () => {
    const found = compare({
      existing: [hook('a', { hookId: 'unnoted' })],
      retired: [retired],
    });
    expect(found.remove.map((one) => one.hookId)).toEqual(['unnoted']);
    expect(found.faults).toMatchObject([{ kind: 'orphaned', mends: 'by-itself' }]);
    expect(found.gone).toEqual(['old']);
  });

  test('one that calls an unknown address of this machine is told, and left to the person', () => {
    const found = compare({ existing: [hook('x', { callbackUrl: urlOf('unknown') })] });
    expect(found.remove).toEqual([]);
    expect(found.faults).toMatchObject([{ kind: 'orphaned', mends: 'by-button' }]);
  });

  test('those of others are counted where places are few, and never touched', () => {
    const others = ['https://foo.bar', 'https://foo.bar/in/other', ''].map((callbackUrl, index) =>
      hook('x', { hookId: `f${index}`, callbackUrl }),
    );
    const found = compare({ existing: others });
    expect(found).toMatchObject({ remove: [], create: [], foreign: ['f0', 'f1', 'f2'] });
    expect(found.faults).toMatchObject([{ kind: 'foreign', hookIds: ['f0', 'f1', 'f2'] }]);
    expect(compare({ existing: others, limited: false }).faults).toEqual([]);
  });

  test('one that a person made by hand for a subscription here is neither', () => {
    const found = compare({ existing: [hook('h')], byHand: ['addr-h'] });
    expect(found).toMatchObject({ remove: [], foreign: [], faults: [] });
  });
});
