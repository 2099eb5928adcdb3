// A wrong config file: every wrong member by its path, and nothing started.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { post, seatableEdit } from './desk';
import { config, failing, folder, seatable, serve } from './program';

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
    [
      'a domain that is a URL',
      '{"publicAddress":{"kind":"ngrok","domain":"https://a.ngrok.app"}}',
      'publicAddress.domain',
    ],
    [
      'an unknown member of a tunnel',
      '{"publicAddress":{"kind":"ngrok","authtoken":"x"}}',
      'publicAddress.authtoken',
    ],
    ['an unknown way', '{"publicAddress":{"kind":"pigeon"}}', 'publicAddress.kind'],
    [
      'a token that the environment lacks',
      '{"tunnel":{"authtoken":{"env":"NO_SUCH_TOKEN"}}}',
      'tunnel.authtoken.env',
    ],
  ])('%s', async (_name, text, path) => {
    const file = join(folder, 'wrong.json');
    writeFileSync(file, text);
    const { stderr } = await failing('serve', '--config', file);
    expect(stderr).toContain(`${path}: `);
  });
});

test('a member that is missing is asked for in words, and the usual port needs none', async () => {
  const file = join(folder, 'wrong.json');
  writeFileSync(file, '{"publicAddress":{"kind":"ssh","user":"me","host":"ssh.example"}}');
  const { stderr } = await failing('serve', '--config', file);
  expect(stderr).toContain('  publicAddress.url: expected to be set\n');
  expect(stderr).not.toContain('bindPort');
});

test('why an address fails is said in words, on stderr and in its line', async () => {
  const served = await serve('--config', config([], { publicAddress: { kind: 'ngrok' } }));
  let line = await served.nextLine();
  while (JSON.stringify(line).includes('connecting')) line = await served.nextLine();
  const text = expect.stringMatching(/^No ngrok authtoken is entered\./);
  const problem = { code: 'ngrok-token-missing', text };
  expect(line).toMatchObject({ type: 'address', state: { kind: 'failed', problem } });
  await expect.poll(served.stderr).toMatch(/^tablewatch: No ngrok authtoken is entered\..*$/m);
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

test('a subscription may be taken out, and addresses may change places', async () => {
  const write = (...subscriptions: readonly object[]) =>
    config([{ ...seatable, subscriptions: [...subscriptions] }]);
  const a = { address: 'aa' };
  const b = { address: 'bb' };
  const c = { address: 'cc' };
  const named = (id: string, address: string) => ({ id, address });
  for (const file of [
    [a, b, c],
    [b, c],
    [named('x', 'bb'), named('y', 'cc')],
    [named('x', 'cc'), named('y', 'bb')],
  ]) {
    const served = await serve('--config', write(...file));
    const answer = await post(`${served.receiver}/in/bb`, seatableEdit('r1', 'a', 'b'));
    expect(answer.status).toBe(200);
    served.child.kill('SIGTERM');
    expect(await served.exited).toBe(0);
  }
});

test('what is not JSON is not quoted, since it may be a secret', async () => {
  const file = join(folder, 'wrong.json');
  writeFileSync(file, '{"token": hunter2hunter2}');
  const { stderr } = await failing('serve', '--config', file);
  expect(stderr).toContain('(file): expected JSON');
  expect(stderr).not.toContain('hunter2');
});
