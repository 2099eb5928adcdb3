// Which pages the app hands to the system's browser.
import { expect, test } from 'vitest';
import { createBrowser } from '../../../electron/shell/browser';

test('only web pages are opened', () => {
  const opened: string[] = [];
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const browser = createBrowser(async (url) => void opened.push(url), log);
  const web = ['https://developer.kdocs.cn/h5/auth?app_id=1', 'http://127.0.0.1:4711/h5/auth'];
  for (const url of [...web, 'file:///etc/passwd', 'javascript:alert(1)', 'ms-settings:', 'x']) {
    browser.open(url);
  }
  expect(opened).toEqual(web);
});

test('a system without a browser is no reason to stop', async () => {
  const warned: string[] = [];
  const log = { info: () => {}, warn: (line: string) => void warned.push(line), error: () => {} };
  createBrowser(() => Promise.reject(new Error('no browser')), log).open('https://example.com');
  await new Promise((turn) => setImmediate(turn));
  expect(warned).toEqual(['the browser could not be opened']);
});
