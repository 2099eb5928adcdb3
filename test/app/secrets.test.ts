// Secrets: sealed by a keyring; without one kept until the app quits, unless the person chose otherwise.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desktop, openDesktop } from './desktop';
import { launchApp, type RunningApp, temporaryData } from './launch';

const secret = 'the-webhook-secret-of-the-test';

async function enterSecret(app: RunningApp): Promise<void> {
  const page = await app.page();
  await app.receiver();
  const saved = await page.evaluate(
    (webhookSecret) =>
      window.bridge.call('connections.save', {
        source: 'seatable',
        name: 'CRM',
        config: { baseUuid: 'fae0a3a4-2ba9-4df8-8e83-03fd385e37de' },
        secrets: { webhookSecret },
      }),
    secret,
  );
  expect(saved).toMatchObject({ ok: true, value: { secrets: ['webhookSecret'] } });
  expect(JSON.stringify(saved)).not.toContain(secret);
}

async function secretsSet(app: RunningApp): Promise<unknown> {
  const page = await app.page();
  const list = await page.evaluate(() => window.bridge.call('connections.list', {}));
  return list.ok ? list.value.map(({ secrets }) => secrets) : list.error;
}

async function kept(app: RunningApp): Promise<unknown> {
  const page = await app.page();
  const status = await page.evaluate(() => window.bridge.call('status.get', {}));
  return status.ok && status.value.secretsKept;
}

const fileOf = (data: string) => join(data, 'secrets.json');

describe('with a keyring', () => {
  let desktop: Desktop;
  const data = temporaryData();
  beforeAll(async () => {
    desktop = await openDesktop({ keyring: true });
  });
  afterAll(async () => {
    await desktop?.close();
    data.remove();
  });

  test('a secret is sealed on disk and known again at the next start', async () => {
    const first = await launchApp({ data: data.path, keyring: true });
    expect(await kept(first)).toBe(true);
    await enterSecret(first);
    await first.close();

    const file = readFileSync(fileOf(data.path), 'utf8');
    expect(file).toContain('"sealed"');
    expect(file).not.toContain(secret);
    expect(file).not.toContain(Buffer.from(secret).toString('base64'));
    expect(statSync(fileOf(data.path)).mode & 0o777).toBe(0o600);

    const second = await launchApp({ data: data.path, keyring: true });
    await second.receiver();
    expect(await secretsSet(second)).toEqual([['webhookSecret']]);
    await second.close();
  });
});

describe('without a keyring', () => {
  let desktop: Desktop;
  const data = temporaryData();
  beforeAll(async () => {
    desktop = await openDesktop({ keyring: false });
  });
  afterAll(async () => {
    await desktop?.close();
    data.remove();
  });

  test('a secret is forgotten when the app quits, and the app says so', async () => {
    const first = await launchApp({ data: data.path });
    expect(await kept(first)).toBe(false);
    await enterSecret(first);
    await first.close();
    if (existsSync(fileOf(data.path))) {
      expect(readFileSync(fileOf(data.path), 'utf8')).not.toContain('webhookSecret');
    }

    const second = await launchApp({ data: data.path });
    await second.receiver();
    expect(await secretsSet(second)).toEqual([[]]);
    await second.close();
  });

  test('chosen by the person, it is kept unencrypted, and the file says so', async () => {
    const first = await launchApp({ data: data.path });
    const page = await first.page();
    await page.evaluate(() => window.bridge.call('settings.set', { plainSecrets: true }));
    await enterSecret(first);
    await first.close();
    expect(readFileSync(fileOf(data.path), 'utf8')).toContain('NOT encrypted');

    const second = await launchApp({ data: data.path });
    await second.receiver();
    expect(await secretsSet(second)).toContainEqual(['webhookSecret']);
    await second.close();
  });
});
