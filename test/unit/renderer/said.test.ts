// Moments, sizes and addresses as a person reads and types them.
import { describe, expect, it, test } from 'vitest';
import { checkPublicUrl } from '#shared/public-url';
import { saySize } from '../../../renderer/inspector/size';
import { sayMoment, saySpan } from '../../../renderer/ui/say-moment';

const now = Date.UTC(2026, 10, 21, 12, 0, 0);
const minutes = (n: number) => now - n * 60_000;

describe('a moment', () => {
  it.each([
    [minutes(0.2), 'now'],
    [minutes(3), '3 min. ago'],
    [minutes(59), '59 min. ago'],
    [minutes(61), '10:59 AM'],
    [minutes(60 * 24 * 3), 'Nov 18'],
    [minutes(60 * 24 * 400), 'Oct 17, 2025'],
  ])('%s is said as %s', (at, said) => {
    // Intl writes a narrow no-break space before AM.
    expect(sayMoment(at, now, 'en', 'UTC').replace(/\s/g, ' ')).toBe(said);
  });
  it('speaks the language', () => {
    expect(sayMoment(minutes(3), now, 'zh-CN', 'UTC')).toBe('3分钟前');
    expect(sayMoment(minutes(60 * 24 * 3), now, 'fr', 'UTC')).toBe('18 nov.');
  });
});

describe('a size', () => {
  it.each([
    [0, '0B'],
    [999, '999B'],
    [1000, '1 kB'],
    [35_449, '35.4 kB'],
    [1_048_576, '1 MB'],
  ])('%i bytes are %s', (bytes, said) => {
    expect(saySize(bytes, 'en')).toBe(said);
  });
});

describe('a public address', () => {
  it.each(['https://tables.example.com', ' https://x.example/hooks/ ', 'http://127.0.0.1:8080'])(
    '%s can be used',
    (address) => expect(checkPublicUrl(address)).toBeNull(),
  );
  it.each([
    ['tables.example.com', 'notAnAddress'],
    ['http://tables.example.com', 'notHttps'],
    ['ftp://tables.example.com', 'notHttps'],
    ['https://me@tables.example.com', 'tooMuch'],
    ['https://tables.example.com/?a=1', 'tooMuch'],
  ])('%s is refused: %s', (address, issue) => expect(checkPublicUrl(address)).toBe(issue));
});

test('a span of today is said by the clock alone, another with its dates', () => {
  const at = (text: string) => Date.parse(text);
  const said = (from: string, to: string | null) =>
    saySpan(at(from), to === null ? null : at(to), at('2026-11-21T12:00:00Z'), 'en', 'UTC').replace(
      /\s/g,
      ' ',
    );
  expect(said('2026-11-21T08:10:00Z', '2026-11-21T08:47:00Z')).toMatch(/^8:10 – 8:47 AM$/);
  expect(said('2026-11-20T22:00:00Z', '2026-11-21T07:00:00Z')).toMatch(
    /Nov 20.*10:00 PM.*Nov 21.*7:00 AM/,
  );
  expect(said('2026-11-21T08:10:00Z', null)).toBe('8:10 AM');
});
