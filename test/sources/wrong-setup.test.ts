// What a person is told of a wrong set-up: what was expected, in plain words.
import { expect, test } from 'vitest';
import type { Source } from '#core/sources/bind';
import { sources } from '#core/sources/index';
import type { SourceId } from '#shared/event';

const wrong: Readonly<
  Record<SourceId, readonly [config: readonly string[], target: readonly string[]]>
> = {
  feishu: [['brand', 'appId', 'apiBase', 'fileToken', 'documentHost', 'timeZone'], ['fileToken']],
  kdocs: [
    ['fileToken', 'apiBase', 'appId', 'appKind', 'redirectPort', 'cancel'],
    ['event', 'sheetId', 'viewId', 'fields', 'records'],
  ],
  nocodb: [
    ['server', 'baseId'],
    ['tableId', 'baseId'],
  ],
  seatable: [['server', 'baseUuid'], []],
};
const values = [{}, -1.5, true, null, ' ', '!', 'x'.repeat(300), [{}]];

function messages(source: Source): readonly string[] {
  const [config, target] = wrong[source.id];
  const each = (members: readonly string[]) =>
    members.flatMap((member) => values.map((value) => ({ [member]: value })));
  return [
    ...[null, 'x', {}, ...each(config)].flatMap((value) => source.checkConfig(value)),
    ...[null, 'x', ...each(target)].flatMap((value) => source.checkTarget(value)),
  ].map(({ message }) => message);
}

test.each(sources.map((source) => [source.id, source] as const))('%s', (_id, source) => {
  const told = new Set(messages(source));
  expect(told.size).toBeGreaterThan(1);
  expect([...told].filter((message) => !/^expected /.test(message))).toEqual([]);
});
