// What a page must not be able to do, tried from inside the real page.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desktop, openDesktop } from './desktop';
import { builtFile, launchApp, type RunningApp, temporaryData } from './launch';

describe('the page', () => {
  let desktop: Desktop;
  let app: RunningApp;
  const data = temporaryData();

  beforeAll(async () => {
    desktop = await openDesktop({ keyring: false });
    app = await launchApp({ data: data.path });
    await app.receiver();
  });
  afterAll(async () => {
    await app?.close();
    await desktop?.close();
    data.remove();
  });

  test('has no Node and no Electron', async () => {
    const page = await app.page();
    const found = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter(
        (name) => name in window,
      ),
    );
    expect(found).toEqual([]);
    expect(await page.evaluate(() => Object.keys(window.bridge).sort())).toEqual(['call', 'on']);
  });

  test('cannot navigate away', async () => {
    const page = await app.page();
    const address = page.url();
    for (const target of ['https://example.com/', 'file:///etc/passwd', 'data:text/html,x']) {
      await page.evaluate((link) => {
        const anchor = document.createElement('a');
        anchor.href = link;
        document.body.append(anchor);
        anchor.click();
        anchor.remove();
      }, target);
    }
    await page.evaluate(() => window.bridge.call('status.get', {}));
    expect(page.url()).toBe(address);
    expect(address).toBe('app://tablewatch/index.html');
  });

  test('cannot open a window or a webview', async () => {
    const page = await app.page();
    expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
    await page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://example.com/');
      document.body.append(view);
    });
    expect(await app.renderers()).toBe(1);
  });

  test('gets no permission', async () => {
    const page = await app.page();
    const answers = await page.evaluate(async () => [
      await Notification.requestPermission(),
      await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied',
      ),
      (await navigator.permissions.query({ name: 'geolocation' })).state,
    ]);
    expect(answers).toEqual(['denied', 'denied', 'denied']);
  });

  test('can neither connect anywhere nor run text as code', async () => {
    const page = await app.page();
    const answers = await page.evaluate(async () => {
      const failed = () => 'refused';
      const inline = document.createElement('script');
      inline.textContent = 'window.ran = true';
      document.body.append(inline);
      return [
        await fetch('app://tablewatch/index.html').then(() => 'fetched', failed),
        await fetch('https://example.com/').then(() => 'fetched', failed),
        'ran' in window ? 'ran' : 'refused',
      ];
    });
    expect(answers).toEqual(['refused', 'refused', 'refused']);
  });

  test('reaches no file outside of its own folder', async () => {
    const statuses = await app.electron.evaluate(
      async ({ net }, paths) =>
        Promise.all(
          paths.map(async (path) => (await net.fetch(`app://tablewatch/${path}`)).status),
        ),
      [
        'index.html',
        '..%2f..%2fpackage.json',
        '%2e%2e/%2e%2e/package.json',
        'assets/..%5c..%5c..%5cpackage.json',
        '%2fetc%2fpasswd',
        'missing.js',
        '%E0%A4%A',
      ],
    );
    expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404]);
  });

  test('opens no foreign link', async () => {
    const page = await app.page();
    await app.electron.evaluate(({ shell }) => {
      shell.openExternal = async () => {
        throw new Error('the browser was opened');
      };
    });
    for (const url of ['https://example.com/', 'file:///etc/passwd', 'http://www.kdocs.cn/']) {
      const answer = await page.evaluate(
        (link) => window.bridge.call('shell.openLink', { url: link }),
        url,
      );
      expect(answer).toEqual({ ok: false, error: { code: 'link-refused' } });
    }
  });

  test('a call with a wrong name or input is refused', async () => {
    const page = await app.page();
    const wrong = await page.evaluate(async () => [
      // A page that was taken over would not keep to the types.
      await Promise.resolve()
        .then(() => Reflect.apply(window.bridge.call, null, ['constructor', {}]))
        .catch(() => 'refused'),
      await Reflect.apply(window.bridge.call, null, ['feed.page', { query: 5 }]),
    ]);
    expect(wrong[0]).toBe('refused');
    expect(wrong[1]).toMatchObject({ ok: false, error: { code: 'input-invalid' } });
  });

  test('a foreign page that got hold of the bridge is refused', async () => {
    const answer = await app.electron.evaluate(async ({ BrowserWindow }, preload) => {
      const other = new BrowserWindow({ show: false, webPreferences: { sandbox: true, preload } });
      await other.loadURL('data:text/html,foreign');
      const said = await other.webContents.executeJavaScript(
        "window.bridge.call('status.get', {})",
      );
      other.destroy();
      return said;
    }, builtFile('preload/preload.cjs'));
    expect(answer).toMatchObject({ ok: false, error: { code: 'input-invalid' } });
  });
});
