// A connection of a config file that says what it hears with and not what: it hears everything.
import { expect, test } from 'vitest';
import { parseConfig } from '#core/config/config';
import { sources } from '#core/sources/index';

function targetsOf(connection: object): readonly unknown[] {
  const text = JSON.stringify({ connections: [{ id: 'a', source: 'seatable', ...connection }] });
  const read = parseConfig(text, sources, {});
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.connections.flatMap(({ subscriptions }) =>
    subscriptions.map(({ target, manage }) => ({ target, manage })),
  );
}

const apiToken = 'x';
const whole = { target: {}, manage: false };

test('a token of a base and no word on tables is the whole base', () => {
  expect(targetsOf({ secrets: { apiToken } })).toEqual([whole]);
  expect(targetsOf({ secrets: { accountToken: 'y' }, config: { baseUuid: '' } })).toEqual([whole]);
});

test('nothing is added to what is said, nor where nothing can be asked', () => {
  expect(targetsOf({ secrets: { apiToken }, subscriptions: [] })).toEqual([]);
  expect(targetsOf({ secrets: { apiToken }, subscriptions: [{ tableId: '0000' }] })).toHaveLength(
    1,
  );
  expect(targetsOf({ secrets: { webhookSecret: 'z' } })).toEqual([]);
  expect(targetsOf({ source: 'nocodb', config: { server: 'https://n.example' } })).toEqual([]);
});
