// Coming to a Kdocs document against the simulated service: sign-in, tokens, the list of documents and what is in one.
import { afterEach, expect, test } from 'vitest';
import type { BoundSource } from '#core/sources/bound-source';
import type { BasePage } from '#shared/connection';
import { createControlledClock } from '#simulators/clock';
import { sampleApp } from '#simulators/kdocs/service';
import { connectKdocs, good, http } from './kdocs-account';

const redirectUri = sampleApp.redirectUris[0];

let close: () => Promise<void> = async () => {};
afterEach(() => close());

async function connect(options: Parameters<typeof connectKdocs>[0] = {}) {
  const account = await connectKdocs(options);
  close = account.service.close;
  return account;
}

// Signing in.

/** The person agrees in the browser. @returns the code that comes back */
async function codeFrom(bound: BoundSource, state: string): Promise<string> {
  const page = bound.signIn?.page({ redirectUri, state });
  const answer = await fetch(page?.ok ? page.value : '', { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  expect(`${back.origin}${back.pathname}`).toBe(redirectUri);
  expect(back.searchParams.get('state')).toBe(state);
  return back.searchParams.get('code') ?? '';
}

test('no consent page is opened before the app’s ID and key are known', async () => {
  const { bind } = await connect();
  const request = { redirectUri, state: 's' };
  const page = (appId: string, secrets: Readonly<Record<string, string>>) =>
    bind({ appId }, secrets).signIn?.page(request);
  const missing = (path: string) => ({
    ok: false,
    error: { code: 'input-invalid', params: { path, reason: 'is empty' } },
  });
  expect(page('', { appKey: 'k' })).toEqual(missing('config.appId'));
  expect(page('AK1', {})).toEqual(missing('secrets.appKey'));
  expect(page('AK1', { appKey: 'k' })?.ok).toBe(true);
});

test('signing in brings a token with its end, good for every call, and renewing keeps the refresh token', async () => {
  const clock = createControlledClock();
  const app = { appKey: sampleApp.appKey };
  const { bound, service, bind } = await connect({
    clock,
    config: { redirectPort: 34567 },
    secrets: app,
  });
  expect(bound.signIn?.redirectPort()).toBe(34567);
  const code = await codeFrom(bound, 'a b&c');
  const secrets = good(await bound.signIn?.exchange(http, code, 1000));
  expect(secrets.tokenEndsAt).toBe(String(1000 + 24 * 3_600_000));

  const signedIn = bind({}, { ...app, ...secrets });
  expect(signedIn.credentials?.endsAt()).toBe(1000 + 24 * 3_600_000);
  expect(good(await signedIn.hooks?.list(http, []))).toEqual([]);
  expect(good(await signedIn.tables?.schema(http, service.document().fileToken))).toHaveLength(2);

  clock.advance(25 * 3_600_000);
  expect(await signedIn.hooks?.list(http, [])).toMatchObject({ error: { code: 'token-expired' } });
  const renewed = good(await signedIn.credentials?.renew(http, 5000));
  expect(renewed).not.toHaveProperty('refreshToken');
  expect(renewed.accessToken).not.toBe(secrets.accessToken);
  expect(renewed.tokenEndsAt).toBe(String(5000 + 24 * 3_600_000));
  const again = bind({}, { ...app, ...secrets, ...renewed });
  expect(good(await again.hooks?.list(http, []))).toEqual([]);
  const refresh = service.calls.entries.find((call) => call.route === 'refresh');
  expect(refresh).toMatchObject({
    query: { app_id: sampleApp.appId },
    body: { app_key: app.appKey },
  });
});

test.each([
  ['empty', undefined],
  ['new', expect.not.stringMatching(/^$/)],
] as const)('a refresh that gives a refresh token that is %s', async (refreshGives, expected) => {
  const { bound, service, bind } = await connect({ oddities: { refreshGives }, secrets: {} });
  const { refreshToken } = service.issueToken();
  const own = bind({}, { refreshToken, appKey: sampleApp.appKey });
  expect(bound.credentials?.endsAt()).toBeNull();
  const renewed = good(await own.credentials?.renew(http, 0));
  expect(renewed.refreshToken).toEqual(expected);
});

test('each refusal of a sign-in has its own problem', async () => {
  const clock = createControlledClock();
  const app = { appKey: sampleApp.appKey };
  const { bound, bind, host } = await connect({ clock, secrets: app });
  const code = await codeFrom(bound, 's');
  clock.advance(5 * 60_000 + 1);
  const failed = (code: string) => ({ ok: false, error: { code, params: { host: host } } });
  expect(await bound.signIn?.exchange(http, code, 0)).toMatchObject(failed('code-expired'));
  const stranger = bind({ appId: 'SX2026' }, { ...app, refreshToken: 'r' });
  expect(await stranger.signIn?.exchange(http, code, 0)).toMatchObject(failed('app-unknown'));
  expect(await stranger.credentials?.renew(http, 0)).toMatchObject(failed('app-unknown'));
  const wrongKey = bind({}, { appKey: 'x' });
  expect(await wrongKey.signIn?.exchange(http, code, 0)).toMatchObject({
    error: { code: 'service-answer', params: { message: 'AppKeyInvalid' } },
  });
});

test('without a refresh token, an app or its key, and when the sign-in has ended, only a person can help', async () => {
  const { service, bind, routes } = await connect();
  const { refreshToken } = service.issueToken();
  const appKey = sampleApp.appKey;
  const needed = { ok: false, error: { code: 'sign-in-needed' } };
  const before = routes().length;
  for (const [config, secrets] of [
    [{}, { appKey }],
    [{}, { refreshToken }],
    [{ appId: '' }, { appKey, refreshToken }],
  ] as const) {
    expect(await bind(config, secrets).credentials?.renew(http, 0)).toEqual(needed);
  }
  expect(routes().length).toBe(before);
  service.accounts.revokeConsent('ada');
  const ended = bind({}, { appKey, refreshToken });
  expect(await ended.credentials?.renew(http, 0)).toEqual(needed);
  // A server at fault says nothing about the sign-in.
  service.faults.next('refresh', { kind: 'status', status: 503 });
  expect(await ended.credentials?.renew(http, 0)).toMatchObject({
    error: { code: 'service-answer' },
  });
});

// Picking a document.

const documents = (count: number, name: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => ({
    fileToken: `doc${index}`,
    name: name(index),
    sheets: [],
  }));

test.each(['open-id', 'plain'] as const)(
  'documents are listed page by page (%s)',
  async (filesAs) => {
    const { bindAccount, routes } = await connect({
      oddities: { filesAs },
      documents: documents(230, (index) => `Doc ${index}`),
      files: [
        { id: 'f1', name: 'Folder', kind: 'folder' },
        { id: 'x1', name: 'Letter.docx', kind: 'file', modifiedAt: Date.UTC(2026, 0, 1) },
      ],
    });
    const account = bindAccount();
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page: BasePage = good(await account.discover?.bases(http, { search: '', cursor }));
      names.push(...page.bases.map((base) => base.name));
      cursor = page.next;
    } while (cursor !== null);
    expect(names.toSorted()).toEqual(Array.from({ length: 230 }, (_, i) => `Doc ${i}`).toSorted());
    expect(routes()).toEqual(Array.from({ length: 5 }, () => 'files.flat'));
  },
);

test('a document is found by its name without case and width, beyond the first page', async () => {
  const { bound } = await connect({
    documents: documents(250, (index) => (index === 249 ? 'ＡＢＣ 报名' : `Doc ${index}`)),
  });
  const found = good(await bound.discover?.bases(http, { search: ' abc', cursor: null }));
  expect(found.bases).toMatchObject([{ id: 'doc249', name: 'ＡＢＣ 报名' }]);
  const [base] = found.bases;
  expect(Math.abs((base?.changedAt ?? 0) - Date.now())).toBeLessThan(60_000);
  expect(await bound.discover?.bases(http, { search: 'nowhere', cursor: null })).toEqual({
    ok: true,
    value: { bases: [], next: null },
  });
});

test('tables, fields and labels of a document', async () => {
  const { bound, service } = await connect();
  const { fileToken } = service.document();
  const tables = good(await bound.discover?.tables(http, fileToken));
  expect(tables.map((table) => [table.id, table.name, table.fields?.length])).toEqual([
    ['1', '报名表', 10],
    ['2', '物资', 2],
  ]);
  const labels = good(await bound.discover?.labels(http, fileToken, '1'));
  expect(labels).toHaveLength(11);
  expect(labels.slice(0, 2)).toEqual([
    { kind: 'table', id: '1', name: '报名表' },
    expect.objectContaining({
      kind: 'field',
      tableId: '1',
      label: { name: '姓名', type: 'SingleLineText', primary: true },
    }),
  ]);
});
