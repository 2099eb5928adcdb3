// The one door between page and core.
import { expect, test } from 'vitest';
import type { Log } from '#core/ports';
import type { CallName, Handlers } from '#shared/ipc';
import { callNames } from '#shared/ipc';
import { ok } from '#shared/result';
import { callNames as preloadNames } from '../../../electron/preload/call-names';
import { createDoor } from '../../../electron/shell/door';

const logged: unknown[] = [];
const log: Log = {
  info() {},
  warn() {},
  error: (message, fields) => logged.push([message, fields]),
};
const heard: unknown[] = [];
// Only the calls of these tests have a handler; the rest is never reached.
const handlers = {
  'feed.page': async (input: unknown) => {
    heard.push(input);
    return ok({ rows: [], next: null, total: 0, hidden: 0, seq: 0 });
  },
  'status.get': async () => {
    throw new Error('a bug with the value of a cell in it');
  },
} as unknown as Handlers<CallName>;
const door = createDoor(handlers, log);

test('a good call reaches its handler with checked input', async () => {
  const input = { query: '', after: null, limit: 5, more: 'dropped' };
  expect(await door(true, 'feed.page', input)).toMatchObject({ ok: true });
  expect(heard).toEqual([{ query: '', after: null, limit: 5 }]);
});

test.each([
  ['a stranger', false, 'feed.page', { query: '', after: null, limit: 5 }],
  ['an unknown name', true, 'feed.drop', {}],
  ['a name of every object', true, 'constructor', {}],
  ['no name', true, undefined, {}],
  ['wrong input', true, 'feed.page', { query: '', after: null, limit: 5000 }],
  ['no input', true, 'feed.page', undefined],
])('%s is refused', async (_who, trusted, name, input) => {
  expect(await door(trusted, name, input)).toMatchObject({
    ok: false,
    error: { code: 'input-invalid' },
  });
});

test('an exception becomes a value without its words', async () => {
  const answer = await door(true, 'status.get', {});
  expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(JSON.stringify(answer)).not.toContain('cell');
  expect(logged).toEqual([['a call failed', { name: 'status.get', reason: 'Error' }]]);
});

test('the preload knows the contract’s names', () => {
  expect(Object.keys(preloadNames).sort()).toEqual([...callNames].sort());
});
