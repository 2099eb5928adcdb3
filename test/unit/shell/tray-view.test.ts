// What the tray says and draws for the state of the app.
import { describe, expect, test } from 'vitest';
import { locales } from '#shared/locale';
import { createText } from '#shared/text/text';
import { encodePng } from '../../../electron/shell/icons/png';
import { drawTrayIcon, neutralInk } from '../../../electron/shell/icons/tray-icon';
import { renderTray, type TrayFacts, trayLooks } from '../../../electron/shell/tray-view';

const calm: TrayFacts = {
  receiver: { state: 'listening', url: 'http://127.0.0.1:1', port: 1, problem: null },
  health: 'ok',
  unread: 0,
  paused: false,
  tunnel: { kind: 'off' },
};
const english = createText('en');
const labels = (facts: TrayFacts) =>
  renderTray(facts, english).items.flatMap((item) => (item.kind === 'line' ? [] : [item.label]));

test.each<[string, Partial<TrayFacts>, string, string]>([
  ['nothing new', {}, 'idle', 'Tablewatch — nothing new'],
  ['one change', { unread: 1 }, 'new', 'Tablewatch — 1 unread change'],
  ['many changes', { unread: 12 }, 'new', 'Tablewatch — 12 unread changes'],
  ['paused', { paused: true }, 'paused', 'Tablewatch — paused'],
  [
    'paused with news',
    { paused: true, unread: 2 },
    'paused',
    'Tablewatch — paused · 2 unread changes',
  ],
  [
    'a person should look',
    { health: 'attention', paused: true },
    'attention',
    'Tablewatch — needs your attention',
  ],
  [
    'changes cannot be kept',
    { health: 'failed' },
    'offline',
    'Tablewatch — cannot receive changes',
  ],
  [
    'no receiver',
    { receiver: { state: 'failed', url: null, port: null, problem: null } },
    'offline',
    'Tablewatch — cannot receive changes',
  ],
])('%s', (_what, facts, look, tooltip) => {
  expect(renderTray({ ...calm, ...facts }, english)).toMatchObject({ look, tooltip });
});

describe('the menu', () => {
  test('offers to read all only where there is something to read', () => {
    expect(labels(calm)).not.toContain('Mark all as read');
    expect(labels({ ...calm, unread: 3 })).toContain('Mark all as read');
  });
  test('offers to resume while paused', () => {
    expect(labels(calm)).toContain('Pause notifications');
    expect(labels({ ...calm, paused: true })).toContain('Resume notifications');
  });
  test.each<[string, TrayFacts['tunnel'], string]>([
    ['connecting', { kind: 'connecting' }, 'Public address: connecting…'],
    [
      'reached',
      { kind: 'online', url: 'https://t.example.com', provedAt: 1, roundTripMs: 40 },
      'Reached at t.example.com',
    ],
    [
      'not proved',
      { kind: 'unproved', url: 'https://t.example.com', problem: { code: 'tunnel-name-unknown' } },
      'Not proved: t.example.com',
    ],
    [
      'lost',
      { kind: 'retrying', at: 1, problem: { code: 'ngrok-link-lost' } },
      'Public address: trying again',
    ],
    [
      'up to the person',
      { kind: 'failed', problem: { code: 'ngrok-token-missing' } },
      'Public address: not connected…',
    ],
  ])('says of the public address: %s', (_what, tunnel, label) => {
    expect(labels({ ...calm, tunnel })).toContain(label);
  });
  test('leads to the window where only the person can mend the public address', () => {
    const failed = { kind: 'failed', problem: { code: 'ngrok-token-missing' } } as const;
    const { items } = renderTray({ ...calm, tunnel: failed }, english);
    expect(items).toContainEqual({
      kind: 'action',
      action: 'open',
      label: 'Public address: not connected…',
    });
  });
  test('is silent about an address that is not wanted', () => {
    expect(labels(calm).join()).not.toMatch(/address/i);
  });
  test('speaks every language of the product', () => {
    const all = locales.map((locale) => JSON.stringify(renderTray(calm, createText(locale))));
    expect(new Set(all).size).toBe(locales.length);
  });
});

describe('the glyphs', () => {
  const drawn = trayLooks.map((look) => ({ look, bitmap: drawTrayIcon(look, 16, neutralInk) }));

  test('differ in shape, not in colour, at 16 px', () => {
    const filled = ({ rgba }: { rgba: Uint8Array }) =>
      Array.from({ length: 256 }, (_, i) => (rgba[i * 4 + 3] ?? 0) > 127);
    for (const a of drawn) {
      for (const b of drawn) {
        if (a.look >= b.look) continue;
        const other = filled(b.bitmap);
        const different = filled(a.bitmap).filter((dot, i) => dot !== other[i]).length;
        expect(different, `${a.look} and ${b.look}`).toBeGreaterThanOrEqual(24);
      }
    }
  });

  test('have hard edges at 16, 22, 32 and 44 px', () => {
    for (const look of trayLooks) {
      for (const size of [16, 22, 32, 44]) {
        const { rgba } = drawTrayIcon(look, size, neutralInk);
        const alphas = new Set(rgba.filter((_, i) => i % 4 === 3));
        expect([...alphas].sort((a, b) => a - b)).toEqual([0, 255]);
      }
    }
  });

  test('are written as PNG', () => {
    const png = encodePng(drawTrayIcon('new', 22, neutralInk));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([22, 22]);
  });
});
