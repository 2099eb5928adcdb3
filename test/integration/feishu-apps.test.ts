// A token is the app's that it was given to: never of another connection, nor of the app that a connection had before.
import { afterEach, expect, test } from 'vitest';
import type { Http } from '#core/ports';
import { ok } from '#shared/result';
import { type Desk, expectOk, openDesk } from './desk';

let desk: Desk;
afterEach(() => desk.close());

interface Asked {
  /** The base that was asked for; null: a token was. */
  readonly base: string | null;
  readonly token: string | undefined;
}

/** Gives each app a token that bears its name, for two hours. */
function createPlatform() {
  const asked: Asked[] = [];
  const http: Http = {
    async request({ url, json, headers }) {
      const isToken = url.endsWith('/tenant_access_token/internal');
      const { app_id: app = '' } = (isToken ? json : {}) as { app_id?: string }; // as the adapter sends it
      const base = /\/apps\/(\w+)/.exec(url)?.[1] ?? '';
      asked.push({
        base: isToken ? null : base,
        token: isToken ? app : headers?.authorization,
      });
      const about = isToken
        ? { tenant_access_token: `t-${app}`, expire: 7200 }
        : { data: { items: [], has_more: false, app: { app_token: base, name: base } } };
      const text = JSON.stringify({ code: 0, msg: 'success', ...about });
      return ok({ status: 200, headers: {}, text });
    },
  };
  const calls = (base: string) => asked.filter((one) => one.base === base);
  return { http, asked, calls };
}

const app = (n: number) => `cli_${String(n).repeat(16)}`;

async function save(n: number, base: string, id?: string): Promise<string> {
  const saved = await desk.core.api['connections.save']({
    ...(id === undefined ? {} : { id }),
    source: 'feishu',
    name: `app ${n}`,
    config: { brand: 'feishu', appId: app(n), fileToken: base, mode: 'webhook' },
    // The secret alone does not tell apps apart.
    secrets: id === undefined ? { appSecret: 'one-secret', verificationToken: 'v' } : {},
  });
  return expectOk(saved).id;
}

const tablesOf = (id: string, baseId: string) =>
  desk.core.api['connections.tables']({ id, baseId });

test('two connections with apps of their own, asked at once', async () => {
  const platform = createPlatform();
  desk = await openDesk({ http: platform.http });
  const ids = [await save(1, 'base1'), await save(2, 'base2')];
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(ids.map((id, n) => tablesOf(id, `base${n + 1}`)));
  }
  for (const n of [1, 2]) {
    const calls = platform.calls(`base${n}`);
    expect(calls.length).toBeGreaterThan(2);
    expect(new Set(calls.map(({ token }) => token))).toEqual(new Set([`Bearer t-${app(n)}`]));
  }
});

test('a connection that is given another app takes that one’s token, and keeps it', async () => {
  const platform = createPlatform();
  desk = await openDesk({ http: platform.http });
  const id = await save(1, 'base1');
  await tablesOf(id, 'base1');
  await save(2, 'base2', id);
  for (let round = 0; round < 4; round += 1) await tablesOf(id, 'base2');
  const tokens = platform.calls('base2').map(({ token }) => token);
  expect(new Set(tokens)).toEqual(new Set([`Bearer t-${app(2)}`]));
  const got = platform.asked.filter(({ base, token }) => base === null && token === app(2));
  expect(got).toHaveLength(1);
});
