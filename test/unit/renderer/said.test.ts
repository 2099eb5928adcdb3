// Moments, sizes and addresses as a person reads and types them.
import { describe, expect, it } from 'vitest';
import { saySize } from '../../../renderer/inspector/size';
import { checkPublicAddress } from '../../../renderer/settings/address/check-url';
import { sayMoment } from '../../../renderer/ui/say-moment';

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
    (address) => expect(checkPublicAddress(address)).toBeNull(),
  );
  it.each([
    ['tables.example.com', 'notAnAddress'],
    ['http://tables.example.com', 'notHttps'],
    ['ftp://tables.example.com', 'notHttps'],
    ['https://me@tables.example.com', 'tooMuch'],
    ['https://tables.example.com/?a=1', 'tooMuch'],
  ])('%s is refused: %s', (address, issue) => expect(checkPublicAddress(address)).toBe(issue));
});
