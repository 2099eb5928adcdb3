// A wrong config file: every wrong member by its path, and nothing started.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { failing, folder } from './program';

describe('a wrong config file', () => {
  test.each([
    ['not JSON', '{', '(file)'],
    ['an unknown member', '{"conections":[]}', 'conections'],
    ['an unknown source', '{"connections":[{"id":"a","source":"excel"}]}', 'connections[0].source'],
    ['a missing id', '{"connections":[{"source":"seatable"}]}', 'connections[0].id'],
    [
      'a config member of the source',
      '{"connections":[{"id":"a","source":"nocodb","config":{"server":"no url"}}]}',
      'connections[0].config.server',
    ],
    [
      'an address that is no token',
      '{"connections":[{"id":"a","source":"seatable","subscriptions":[{"address":"a/b"}]}]}',
      'connections[0].subscriptions[0].address',
    ],
    [
      'the same address twice',
      '{"connections":[{"id":"a","source":"seatable","subscriptions":[{"address":"x"},{"address":"x"}]}]}',
      'connections[0].subscriptions[1].address',
    ],
    [
      'an empty secret',
      '{"connections":[{"id":"a","source":"seatable","secrets":{"webhookSecret":""}}]}',
      'connections[0].secrets.webhookSecret',
    ],
    [
      'an unknown member of the source',
      '{"connections":[{"id":"a","source":"seatable","config":{"sever":"x"}}]}',
      'connections[0].config.sever',
    ],
    [
      'a public address that is no address',
      '{"publicAddress":{"kind":"own","url":"zz"}}',
      'publicAddress.url',
    ],
    [
      'a public address without encryption',
      '{"publicAddress":{"kind":"own","url":"http://example.com"}}',
      'publicAddress.url',
    ],
  ])('%s', async (_name, text, path) => {
    const file = join(folder, 'wrong.json');
    writeFileSync(file, text);
    const { stderr } = await failing('serve', '--config', file);
    expect(stderr).toContain(`${path}: `);
  });
});

test('every wrong member is named at once', async () => {
  const file = join(folder, 'wrong.json');
  const connections = [
    { id: '', source: 'seatable', config: { server: 1 } },
    { id: 'k', source: 'kdocs', config: {}, subscriptions: [{ event: 'q', sheetId: 'a' }] },
  ];
  writeFileSync(file, JSON.stringify({ conections: [], connections }));
  const { stderr } = await failing('serve', '--config', file);
  for (const path of [
    'conections',
    'connections[0].id',
    'connections[0].config.server',
    'connections[1].config.fileToken',
    'connections[1].subscriptions[0].event',
    'connections[1].subscriptions[0].sheetId',
  ]) {
    expect(stderr).toContain(`  ${path}: `);
  }
});
