// What a person is told of a wrong set-up: what was expected, in plain words.
import { expect, test } from 'vitest';
import type { Source } from '#core/sources/bind';
import { sources } from '#core/sources/index';
import { type Golden, goldenOf } from './golden';

/** Members of some sources that only a config file has. */
const unasked = ['apiBase', 'baseId', 'baseUuid'];
const values = [{}, -1.5, true, null, ' ', '!', 'x'.repeat(300), [{}]];

/** Members that a form asks for or that some golden delivery has. */
function membersOf(source: Source, files: readonly Golden[]) {
  const asked = [...source.info.form, ...source.info.targetForm].filter(({ secret }) => !secret);
  const names = [
    ...unasked,
    ...asked.map(({ name }) => name),
    ...files.flatMap(({ context: { config, target } }) => [
      ...Object.keys(config),
      ...Object.keys(target),
    ]),
  ];
  return [...new Set(names)];
}

function messages(source: Source): readonly string[] {
  const wrong = membersOf(source, goldenOf(source.id)).flatMap((member) =>
    values.map((value) => ({ [member]: value })),
  );
  return [
    ...[null, 'x', {}, ...wrong].flatMap((value) => source.checkConfig(value)),
    ...[null, 'x', ...wrong].flatMap((value) => source.checkTarget(value)),
  ].map(({ message }) => message);
}

test.each(sources.map((source) => [source.id, source] as const))('%s', (_id, source) => {
  const told = new Set(messages(source));
  expect(told.size).toBeGreaterThan(1);
  const unclear = [...told].filter((message) => !/^expected /.test(message));
  const what = 'give each schema an error that says what was expected, also z.strictObject itself';
  expect(unclear, what).toEqual([]);
});

const pasted = [
  '!',
  'https://example.com/l/abc?x=1',
  'cloud',
  '70000',
  'name:word@host',
  'ftp://example.com',
];

test.each(sources.map((source) => [source.id, source] as const))(
  '%s says of each field of its forms what to enter instead',
  (_id, source) => {
    const { form, targetForm } = source.info;
    const asked = [
      ...form.map((field) => ({ field, check: source.checkConfig, root: 'config' })),
      ...targetForm.map((field) => ({ field, check: source.checkTarget, root: 'target' })),
    ];
    const refused = asked.filter(({ field: { name, kind, secret }, check, root }) => {
      const isRefused = (value: string) =>
        check({ [name]: value }).some(({ path }) => path[0] === root && path[1] === name);
      return !secret && kind !== 'choice' && pasted.some(isRefused);
    });
    expect(refused.length).toBeGreaterThan(0);
    const silent = refused.flatMap(({ field }) => (field.invalid ? [] : [field.name]));
    expect(silent).toEqual([]);
  },
);
