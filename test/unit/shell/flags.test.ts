// The command line, with what Chromium and Playwright put beside it.
import { expect, test } from 'vitest';
import { readFlags } from '../../../electron/shell/flags';

const defaults = { demo: false, hidden: false, data: null, port: 0, milestones: false };

test.each([
  [[], defaults],
  [['--inspect=0', '--no-sandbox', '.', '--demo'], { ...defaults, demo: true }],
  [['.', '--hidden', '--port', '4321'], { ...defaults, hidden: true, port: 4321 }],
  [['--data=store', '--milestones'], { ...defaults, data: '/home/me/store', milestones: true }],
  [['--data', '/srv/x'], { ...defaults, data: '/srv/x' }],
])('%j', (args, flags) => {
  expect(readFlags(args, '/home/me')).toEqual({ ok: true, value: flags });
});

test.each([[['--port', 'x']], [['--port=70000']], [['--port']], [['--data']], [['--data=']]])(
  'refuses %j',
  (args) => {
    expect(readFlags(args, '/')).toMatchObject({ ok: false, error: { code: 'input-invalid' } });
  },
);
