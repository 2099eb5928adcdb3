import { appendFileSync } from 'node:fs';
import { test } from 'vitest';
import { openDesktop } from './desktop';
import { launchApp, temporaryData } from './launch';
const say = (t: string) => appendFileSync('/tmp/zz.trace', `${new Date().toISOString()} ${t}\n`);
test('stress', { timeout: 500_000 }, async () => {
  const d = await openDesktop({ keyring: false });
  for (let i = 0; i < 60; i += 1) {
    const data = temporaryData();
    say(`${i} launch`);
    const app = await launchApp({ data: data.path });
    say('launched ' + app.electron.process().pid);
    app.electron.process().stderr?.on('data', (t) => { if (String(t).includes(' error ')) say(String(t)); });
    const page = await app.page();
    say('page');
    await app.receiver();
    say('receiver');
    await page.evaluate(() => window.bridge.call('settings.get', {}));
    say('evaluated');
    await app.close();
    say('closed');
  }
  await d.close();
});
