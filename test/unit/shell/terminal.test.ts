// The app's voice in the terminal: a line an event, and nothing a cell could do to the screen.
import { expect, test } from 'vitest';
import type { ChangeEvent } from '#shared/event';
import { createSpeaker } from '../../../electron/shell/speech';
import { createTerminal, eventLine } from '../../../electron/shell/terminal';

const event: ChangeEvent = {
  id: 'e1',
  seq: 1,
  batchId: 'b1',
  source: 'seatable',
  connectionId: 'c1',
  subscriptionId: null,
  base: { id: 'base' },
  table: { id: '0000', name: 'Opportunities' },
  record: { id: 'r1', title: 'Alpha\u001b[2J\nGmbH' },
  subject: 'record',
  action: 'updated',
  changes: [
    { field: { id: 'f1', name: 'Status' }, beforeText: 'open', afterText: 'won\u001b]0;x\u0007' },
    { field: { id: 'f2', name: '{{time}} $t(app.tray.quit)' }, beforeText: '', afterText: '5' },
  ],
  count: 1,
  actor: { kind: 'person', name: 'Li Lei' },
  occurredAt: null,
  receivedAt: new Date(2026, 0, 2, 9, 41, 7).getTime(),
  origin: 'push',
  certainty: 'stated',
  deliveryId: 'd1',
};
const english = createSpeaker(['en']);

test('time, source, table, record, and each field old → new', () => {
  expect(eventLine(english.now(), event)).toBe(
    '09:41:07  seatable  Opportunities  Alpha GmbH  changed: Status: open → won; {{time}} $t(app.tray.quit): empty → 5',
  );
});

test('an event without values says what happened', () => {
  const bare: ChangeEvent = { ...event, action: 'deleted', changes: [] };
  expect(eventLine(english.now(), bare)).toMatch(/Alpha GmbH {2}deleted$/);
});

test('a problem is said once, and again only after it went away', () => {
  const lines: string[] = [];
  const terminal = createTerminal((line) => lines.push(line), english.now);
  const full = [{ code: 'store-full' as const }];
  terminal.problems(full);
  terminal.problems(full);
  expect(lines).toHaveLength(1);
  terminal.problems([]);
  terminal.problems(full);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('Free some space');
});

test('speaks the language chosen meanwhile, and the system’s again', () => {
  const speaker = createSpeaker(['fr-CA', 'en']);
  expect(speaker.now().locale).toBe('fr');
  speaker.choose('zh-CN');
  expect(speaker.now().t('app.tray.quit')).toBe('退出');
  speaker.choose(null);
  expect(speaker.now().t('app.tray.quit')).toBe('Quitter');
});
