// What must never stand in a log line.
import { describe, expect, test } from 'vitest';
import type { Log, LogFields } from '#core/ports';
import { errorName, problemFields, redactLog } from '#core/redact-log';
import { redact } from '#shared/redact';
import { createLog } from '../../electron/shell/log';

const secret = 's3cr3t-Value_9';
const uuid = '3f2b8c1e-9a4d-4c7b-8e21-0d5f6a7b8c9d';
const long = 'mZx81kQpLw02nVbRt5YsA7dGfHjK3cEu9iOx4TzQ6Wo';

test.each([
  `POST http://127.0.0.1:4000/in/${long} 200`,
  `POST /in/${secret}`,
  `Authorization: Bearer ${secret}`,
  `{"authorization":"Token ${secret}"}`,
  `Basic ${Buffer.from(`me:${secret}`).toString('base64')}`,
  `xc-token: ${secret}`,
  `"xc-auth": "${secret}"`,
  `https://api.example.com/x?access_token=${secret}&page=2`,
  `app_secret=${secret}`,
  `{"appSecret": "${secret}", "a": 1}`,
  `webhookSecret: ${secret}`,
  `encrypt_key=${secret}`,
  `password=${secret}`,
  `https://me:${secret}@host/`,
  `X-SeaTable-Signature: sha256=${secret}`,
  `got ${long} from the service`,
  `eyJhbGciOi.${secret}.x`,
  `POST /in/${uuid}`,
  `access_token=${uuid}`,
  `got ${uuid}-7f from the service`,
])('%s', (line) => {
  const clean = redact(line);
  expect(clean).not.toContain(secret);
  expect(clean).not.toContain(long);
  expect(clean).not.toContain(uuid);
  expect(clean).not.toContain(Buffer.from(`me:${secret}`).toString('base64'));
});

test.each([
  'Listening on http://127.0.0.1:40123',
  'the port 8080 is taken (EADDRINUSE)',
  'delivery 3f2b8c1e stored in 4 ms',
  `a hook was made subscription=${uuid} connection=${uuid.toUpperCase()}`,
])('leaves alone: %s', (line) => {
  expect(redact(line)).toBe(line);
});

describe('a log', () => {
  test('is clean in message and fields, on one line', () => {
    const lines: string[] = [];
    const clock = { now: () => 0, after: () => () => {} };
    const log = createLog(clock, (line) => lines.push(line));
    log.warn(`sent to /in/${long}\u001b[2J\nfake`, {
      token: secret,
      status: 500,
      path: `/in/${secret}`,
    });
    expect(lines).toEqual([
      '1970-01-01T00:00:00.000Z warn sent to /in/[address] fake token=[secret] status=500 path=/in/[address]\n',
    ]);
  });

  test('hands numbers, truth values and nothing through', () => {
    let seen: LogFields | undefined;
    const sink: Log = { info: (_m, fields) => (seen = fields), warn() {}, error() {} };
    redactLog(sink).info('x', { count: 3, ok: true, none: null });
    expect(seen).toEqual({ count: 3, ok: true, none: null });
  });
});

describe('the name of an error', () => {
  const thrown = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };

  test.each([
    ['JSON that does not parse', thrown(() => JSON.parse('[Alice Salary 90000]')), 'SyntaxError'],
    [
      'a system error',
      Object.assign(new Error('Alice'), { code: 'ECONNRESET' }),
      'Error ECONNRESET',
    ],
    ['a code of Node', thrown(() => new URL('Alice')), 'TypeError ERR_INVALID_URL'],
    ['a code that is a number', new DOMException('Alice', 'AbortError'), 'AbortError'],
    ['a code with a value in it', Object.assign(new Error(''), { code: 'Alice 9' }), 'Error'],
    ['a name with a value in it', Object.assign(new Error(''), { name: 'Alice 9' }), 'Error'],
    ['a text', 'Alice', 'string'],
    ['nothing', null, 'null'],
  ])('%s', (_what, error, name) => {
    expect(errorName(error)).toBe(name);
  });
});

test('a problem is logged with what the service said', () => {
  const params = { host: 'api.test', status: 30_001, message: 'no such document' };
  expect(problemFields({ code: 'service-answer', params })).toEqual({
    problem: 'service-answer',
    said: 'host=api.test status=30001 message=no such document',
  });
  expect(problemFields({ code: 'not-found' })).toEqual({ problem: 'not-found' });
});
