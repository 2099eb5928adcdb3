// What becomes of a server's answers, good and bad.
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { call } from '#core/sources/nocodb/client';
import { config } from '#core/sources/nocodb/config';
import { bindNocodb, firstPage, http } from './reading';
import { createStandIn, type StandIn, type StandInOptions } from './stand-in';

let server: StandIn | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function basesOf(instead: StandInOptions['instead'], token = 'abc'): Promise<unknown> {
  server = await createStandIn(instead ? { instead } : {});
  const { discover } = bindNocodb({ config: { server: server.url }, secrets: { token } });
  return discover?.bases(http, firstPage);
}

const failed = (code: string, params: object = {}) => ({
  ok: false,
  error: { code, params: { host: expect.stringMatching(/^127\.0\.0\.1:\d+$/), ...params } },
});

test.each([
  [401, '{"msg":"no"}', failed('service-refused')],
  [403, '', failed('service-refused')],
  [404, '<html>', failed('service-not-found', { what: '/api/v2/meta/bases' })],
  [429, '{}', failed('service-busy')],
  [500, '{"message":"It broke"}', failed('service-answer', { status: 500, message: 'It broke' })],
  [502, '<html>', failed('service-answer', { status: 502, message: '–' })],
  [200, '<html>', failed('service-shape', { path: '(root)' })],
  [200, '{"list":[{"id":1}]}', failed('service-shape', { path: 'list.0.id' })],
])('an answer %i %s', async (status, text, expected) => {
  expect(await basesOf(() => ({ status, text }))).toEqual(expected);
});

test('a long answer is cut', async () => {
  const answer = await basesOf(() => ({
    status: 500,
    text: JSON.stringify({ msg: 'x'.repeat(5000) }),
  }));
  expect(JSON.stringify(answer).length).toBeLessThan(400);
});

test('without a token nothing is asked', async () => {
  expect(await basesOf(undefined, ' ')).toEqual(failed('service-refused'));
  expect(server?.asked).toEqual([]);
});

test('an API token goes into xc-token, a session’s token into xc-auth', async () => {
  const list = () => ({ status: 200, text: '{"list":[]}' });
  await basesOf(list, 'abc');
  expect(server?.asked[0]?.headers).toMatchObject({ 'xc-token': 'abc' });
  expect(server?.asked[0]?.headers).not.toHaveProperty('xc-auth');
  await server?.close();
  await basesOf(list, 'aaa.bbb.ccc');
  expect(server?.asked[0]?.headers).toMatchObject({ 'xc-auth': 'aaa.bbb.ccc' });
  expect(server?.asked[0]?.headers).not.toHaveProperty('xc-token');
});

test('a server that says nothing is told after the time set', async () => {
  server = await createStandIn({ instead: () => 'silence' });
  const answer = await call(
    { http, config: { server: server.url }, secrets: { token: 't' } },
    { method: 'GET', path: '/api/v2/meta/bases', answer: z.unknown(), about: '', timeoutMs: 50 },
  );
  expect(answer).toMatchObject(failed('service-unreachable'));
});

test('a server that is not there', async () => {
  server = await createStandIn();
  const { url } = server;
  await server.close();
  server = undefined;
  const { discover } = bindNocodb({ config: { server: url }, secrets: { token: 't' } });
  expect(await discover?.bases(http, firstPage)).toMatchObject(failed('service-unreachable'));
});

test('columns are learned from a server that keeps settings as text, and without the right to read the base', async () => {
  server = await createStandIn({
    instead: ({ path }) =>
      path.includes('/tables/m1')
        ? {
            status: 200,
            text: JSON.stringify({
              id: 'm1',
              title: 'Leads',
              base_id: 'p1',
              columns: [
                { id: 'c1', title: 'Id', uidt: 'ID', pk: true, system: null },
                { id: 'c2', title: 'Price', uidt: 'Currency', meta: '{"currency_code":"EUR"}' },
                {
                  id: 'c3',
                  title: 'State',
                  uidt: 'SingleSelect',
                  meta: '{',
                  colOptions: { options: [{ title: 'New', color: 'red' }] },
                },
              ],
            }),
          }
        : { status: 403, text: '{}' },
  });
  const { discover } = bindNocodb({ config: { server: server.url }, secrets: { token: 't' } });
  const learned = await discover?.labels(http, 'p1', 'm1');
  const property = (more: object) => ({ pk: false, pv: false, system: false, ...more });
  expect(learned).toMatchObject({
    ok: true,
    value: [
      { kind: 'service', id: 'version', name: '' },
      { kind: 'table', id: 'm1', name: 'Leads' },
      { id: 'c1', label: { property: property({ columnId: 'c1', pk: true }) } },
      { id: 'title:Id' },
      { id: 'c2', label: { property: property({ columnId: 'c2', currency: 'EUR' }) } },
      { id: 'title:Price' },
      // A colour that is no `#rrggbb` is left out.
      { id: 'c3', label: { property: property({ columnId: 'c3', options: [{ text: 'New' }] }) } },
      { id: 'title:State' },
    ],
  });
});

test.each([
  ['https://nocodb.example.com/', 'https://nocodb.example.com'],
  [' http://192.168.1.7:8080 ', 'http://192.168.1.7:8080'],
  ['https://example.com/nocodb//', 'https://example.com/nocodb'],
  ['https://nocodb.example.com/dashboard/#/nc/p1/m1', 'https://nocodb.example.com'],
])('the address %s is taken as %s', (given, taken) => {
  expect(config.parse({ server: given })).toEqual({ server: taken });
});

test.each([
  [undefined],
  [7],
  [''],
  ['nocodb.example.com'],
  ['ftp://example.com'],
  ['https://me:pw@example.com'],
])('the address %j is refused', (server) => {
  const checked = config.safeParse({ server });
  expect(checked.error?.issues.map(({ path }) => path)).toEqual([['server']]);
});
