// What becomes of the service's answers, good and bad, and that a token is in none of them.
import { expect, test } from 'vitest';
import { answering, bindKdocs } from './reading';

const host = 'developer.kdocs.cn';
const secrets = { accessToken: 'abcd1234' };
const config = { fileToken: 'file' };

async function schemaOf(
  status: number,
  body: unknown,
  own: Readonly<Record<string, string>> = secrets,
) {
  const http = answering(status, body);
  const answer = await bindKdocs(config, own).tables?.schema(http, 'file');
  return { answer, asked: http.asked };
}
const failed = (code: string, params: object = {}) => ({
  ok: false,
  error: { code, params: { host, ...params } },
});

test.each([
  [200, { code: 20007, message: 'AccessTokenInvalid' }, failed('token-expired')],
  [401, { code: 20007, message: 'AccessTokenInvalid' }, failed('token-expired')],
  [401, '', failed('token-expired')],
  [200, { code: 20001, result: 'x' }, failed('code-expired')],
  [400, { code: 20002, message: 'AppNotExist' }, failed('app-unknown')],
  [200, { code: 30016, message: 'TooManyWebhooks' }, failed('too-many-hooks', { limit: 10 })],
  [
    403,
    { code: 40001, msg: 'no right' },
    failed('service-answer', { status: 40001, message: 'no right' }),
  ],
  [403, '', failed('service-refused')],
  [404, '<html>', failed('service-not-found', { what: 'file' })],
  [429, '', failed('service-busy')],
  [200, { code: 1, message: 'DailyQuotaExceeded' }, failed('service-busy')],
  [500, { message: 'It broke' }, failed('service-answer', { status: 500, message: 'It broke' })],
  [502, '<html>', failed('service-answer', { status: 502, message: '–' })],
  [
    200,
    { code: '7', result: 'ok', hint: 'why' },
    failed('service-answer', { status: 7, message: 'why' }),
  ],
  [200, { code: 7, message: '', msg: ' ', hint: 'h' }, failed('service-answer', { message: 'h' })],
  [200, { code: 7 }, failed('service-answer', { status: 7, message: '–' })],
  [200, { code: 'Odd', message: 'x' }, failed('service-answer', { status: 200, message: 'x' })],
  [200, { result: 'fileNotExists' }, failed('service-answer', { message: 'fileNotExists' })],
  [200, '<html>', failed('service-shape', { path: '(root)' })],
  [200, { code: 0, data: { sheets: 1 } }, failed('service-shape', { path: 'data.sheets' })],
  [
    200,
    { code: 0, data: { sheets: [{ name: 'x' }] } },
    failed('service-shape', { path: 'data.sheets.0.id' }),
  ],
])('an answer %i %j', async (status, body, expected) => {
  expect((await schemaOf(status, body)).answer).toMatchObject(expected);
});

test('the service’s words are shown without addresses and secrets, on one line that is not long', async () => {
  const message = `bad token abcd1234 at\nhttps://x.example/?access_token=abcd1234 ${'x'.repeat(999)}`;
  const { answer } = await schemaOf(200, { code: 9, message });
  const said = JSON.stringify(answer);
  expect(said).toContain('bad token … at … x');
  expect(said).not.toMatch(/abcd1234|x\.example/);
  expect(said.length).toBeLessThan(400);
});

test('the token goes into the query; without one nothing is asked', async () => {
  expect((await schemaOf(200, { code: 0, data: { sheets: [] } })).asked).toEqual([
    'https://developer.kdocs.cn/api/v1/openapi/dbt/file/schemas?access_token=abcd1234',
  ]);
  const none = await schemaOf(200, {}, { accessToken: ' ' });
  expect(none).toMatchObject({ answer: failed('service-refused'), asked: [] });
  const renewable = await schemaOf(200, {}, { refreshToken: 'r' });
  expect(renewable).toMatchObject({ answer: failed('token-expired'), asked: [] });
});

const sheets = [
  {
    id: 7,
    name: 'Orders',
    primaryFieldId: 'B',
    recordsCount: 3,
    fields: [
      { id: 'B', name: 'Name', type: 'MultiLineText' },
      {
        id: 'b',
        name: 'State',
        type: 'SingleSelect',
        items: [{ id: 'x', value: 'New', color: '#AABBCC' }, {}],
      },
    ],
  },
];
const views = [{ id: 'V', name: 'Grid', type: 'grid' }];
const orders = {
  id: '7',
  name: 'Orders',
  rows: 3,
  views: [{ id: 'V', name: 'Grid' }],
  fields: [
    { id: 'B', label: { name: 'Name', type: 'MultiLineText', primary: true } },
    {
      id: 'b',
      label: {
        name: 'State',
        type: 'SingleSelect',
        primary: false,
        property: { options: [{ id: 'x', text: 'New', color: '#aabbcc' }] },
      },
    },
  ],
};

test.each([
  ['detail', { code: 0, data: { detail: { sheets: [{ ...sheets[0], views }] } } }],
  [
    'data alone',
    { code: 0, data: { sheets, views: views.map((one) => ({ ...one, sheetId: 7 })) } },
  ],
  ['views beside the only table', { code: 0, data: { detail: { sheets, views } } }],
  ['no envelope', { detail: { sheets, views }, result: 'ok' }],
])('a schema in %s', async (_form, body) => {
  expect((await schemaOf(200, body)).answer).toEqual({ ok: true, value: [orders] });
});

test('a reply that names fields by name all the same is read by the schema, once for all pages', async () => {
  const asked: string[] = [];
  const bound = bindKdocs(config, secrets);
  const http = {
    async request({ url }: { readonly url: string }) {
      asked.push(new URL(url).pathname);
      const records = [{ id: 'r', fields: '{"Name":"x","State":"New","Gone":1,"Empty":""}' }];
      const data = url.includes('/schemas?') ? { sheets } : { records, offset: 'next' };
      const value = { status: 200, headers: {}, text: JSON.stringify({ code: 0, data }) };
      return { ok: true as const, value };
    },
  };
  const table = { baseId: 'file', tableId: '7' };
  const rows = [{ id: 'r', cells: { B: 'x', b: 'New', Gone: 1 } }];
  const first = await bound.tables?.page(http, table, null);
  expect(first).toMatchObject({ ok: true, value: { rows } });
  const cursor = first?.ok ? first.value.next : null;
  expect(await bound.tables?.page(http, table, cursor)).toMatchObject({
    ok: true,
    // The same cursor again: the caller sees that it repeats.
    value: { rows, next: cursor },
  });
  expect(asked.filter((path) => path.endsWith('/schemas'))).toHaveLength(1);
});

test.each([
  [
    200,
    { code: 0, data: { detail: { id: 'A', fields: { B: 1 } } } },
    [{ id: 'A', cells: { B: 1 } }],
  ],
  [200, { code: 0, data: { id: 'A' } }, [{ id: 'A', cells: {} }]],
  [200, { code: 0, data: { detail: {} } }, []],
  [200, { code: 0, data: null }, []],
  [200, { code: 0, data: { records: [] } }, []],
  [404, '', []],
  [404, { code: 5, message: '记录不存在' }, []],
  [400, { code: 5, msg: 'record not found' }, []],
  // None of these says that the record is gone.
  [404, { code: 5, message: 'sheet not found' }, 'service-answer'],
  [200, { code: 5, message: 'no permission' }, 'service-answer'],
  [200, { code: 0, data: { item: { id: 'A', fields: {} } } }, 'service-shape'],
  [200, { code: 0, data: { id: 'a', fields: {} } }, 'service-shape'],
  [200, { code: 0, data: { id: 'A', fields: '{' } }, 'service-shape'],
  [503, '', 'service-answer'],
])('a record asked for by its id: %i %j', async (status, body, expected) => {
  const http = answering(status, body);
  const table = { baseId: 'file', tableId: '7' };
  const answer = await bindKdocs(config, secrets).tables?.some(http, table, ['A']);
  expect(answer).toMatchObject(
    typeof expected === 'string' ? { error: { code: expected } } : { ok: true, value: expected },
  );
  if (answer?.ok) expect(answer.value).toEqual(expected);
});
