// From the page's address to a file, and never out of the page's folder.
import { describe, expect, test } from 'vitest';
import { isPageAddress, pageFile } from '../../../electron/shell/page-file';

const root = '/app/dist/page';

test('a part of the page with its content type', () => {
  expect(pageFile('app://tablewatch/assets/index-1.js?v=1', root)).toEqual({
    path: '/app/dist/page/assets/index-1.js',
    contentType: 'text/javascript; charset=utf-8',
  });
});

test.each([
  'app://tablewatch/../../package.json',
  'app://tablewatch/..%2f..%2fpackage.json',
  'app://tablewatch/%2e%2e/%2e%2e/package.json',
  'app://tablewatch/%252e%252e/x.exe',
  'app://tablewatch/..%5c..%5cpackage.json',
  'app://tablewatch/a%00.js',
  'app://tablewatch/C:/windows/x.js',
  'app://tablewatch/%E0%A4%A.js',
  'app://tablewatch/',
  'app://elsewhere/index.html',
  'file:///app/dist/page/index.html',
  'nonsense',
])('nothing for %s', (address) => {
  const file = pageFile(address, root);
  // `URL` itself resolves plain dots; what is left then stays inside.
  if (file !== null) expect(file.path.startsWith(`${root}/`)).toBe(true);
  else expect(file).toBeNull();
});

describe('the page’s own address', () => {
  test.each([
    ['app://tablewatch/index.html', true],
    ['app://tablewatch.evil/index.html', false],
    ['https://tablewatch/', false],
    ['about:blank', false],
    ['', false],
  ])('%s: %s', (address, own) => {
    expect(isPageAddress(address)).toBe(own);
  });
});
