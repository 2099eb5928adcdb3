// Consent, codes and tokens of the simulated platform.
import { expect, test } from 'vitest';
import { sampleApp } from '#simulators/kdocs/service';
import { ask, at, openPlatform, type Platform } from './platform';

const { appId, appKey } = sampleApp;
const redirectUri = sampleApp.redirectUris[0];
const hour = 3_600_000;
const scope = 'access_personal_files,edit_personal_files';

function consent({ service }: Platform, query: Readonly<Record<string, string>> = {}) {
  const all = { app_id: appId, scope, redirect_uri: redirectUri, state: 'xyz', ...query };
  return ask('GET', `${service.url}/h5/auth?${new URLSearchParams(all)}`);
}
async function codeOf(platform: Platform): Promise<string> {
  const { body } = await consent(platform);
  return new URL(String(body)).searchParams.get('code') ?? '';
}
const exchange = ({ service }: Platform, code: string, id: string = appId) =>
  ask(
    'GET',
    `${service.url}/api/v1/oauth2/access_token?${new URLSearchParams({ code, app_id: id, app_key: appKey })}`,
  );
const refresh = ({ service }: Platform, token: unknown, id: string = appId) =>
  ask('POST', `${service.url}/api/v1/oauth2/refresh_token?app_id=${id}`, {
    app_key: appKey,
    refresh_token: token,
  });
const works = async (platform: Platform, token: unknown) =>
  at((await platform.call('GET', 'personal/files', undefined, String(token))).body, 'code') === 0;

test('consent leads to tokens that last a day, and to a refresh that lasts 90 days', async () => {
  const platform = await openPlatform();
  const { status, body } = await consent(platform);
  expect(status).toBe(302);
  expect(String(body)).toMatch(/^http:\/\/127\.0\.0\.1:34567\/callback\?code=\w{32}&state=xyz$/);

  const first = await exchange(platform, await codeOf(platform));
  expect(first.body).toMatchObject({
    code: 0,
    result: 'ok',
    data: { expires_in: 86_400, app_id: appId },
  });
  const token = at(first.body, 'data', 'access_token');
  platform.clock.advance(24 * hour - 1);
  expect(await works(platform, token)).toBe(true);
  platform.clock.advance(1);
  expect(await works(platform, token)).toBe(false);

  const old = at(first.body, 'data', 'refresh_token');
  const second = await refresh(platform, old);
  expect(await works(platform, at(second.body, 'data', 'access_token'))).toBe(true);
  expect(at(second.body, 'data')).not.toHaveProperty('refresh_token');

  platform.clock.advance(90 * 24 * hour);
  expect(at((await refresh(platform, old)).body, 'code')).not.toBe(0);
});

test('a redirect address with a query is continued with &', async () => {
  const address = 'http://127.0.0.1:1/back?from=kdocs';
  const platform = await openPlatform({ apps: [{ appId, appKey, redirectUris: [address] }] });
  const { body } = await consent(platform, { redirect_uri: address });
  expect(String(body)).toMatch(/^http:\/\/127\.0\.0\.1:1\/back\?from=kdocs&code=\w+&state=xyz$/);
});

test('a code is good once, for 5 minutes, for its app', async () => {
  const platform = await openPlatform({
    apps: [sampleApp, { appId: 'AKOTHER', appKey, redirectUris: [] }],
  });
  const used = await codeOf(platform);
  expect(at((await exchange(platform, used, 'AKOTHER')).body, 'code')).toBe(20001);
  expect(at((await exchange(platform, used)).body, 'code')).toBe(0);
  expect(at((await exchange(platform, used)).body, 'code')).toBe(20001);
  const late = await codeOf(platform);
  platform.clock.advance(5 * 60_000);
  expect((await exchange(platform, late)).body).toMatchObject({ code: 20001 });
});

test('an unknown app is 20002 wherever it shows up', async () => {
  const platform = await openPlatform();
  expect((await consent(platform, { app_id: 'NO' })).body).toMatchObject({
    code: 20002,
    message: 'AppNotExist',
  });
  expect(at((await exchange(platform, 'x', 'NO')).body, 'code')).toBe(20002);
  expect(at((await refresh(platform, 'x', 'NO')).body, 'code')).toBe(20002);
});

test('a token is 20007 when it is missing, foreign, ended or revoked, with the status that the switch says', async () => {
  const platform = await openPlatform();
  const expected = { code: 20007, message: 'AccessTokenInvalid', hint: 'access_token is required' };
  const { service, fileToken } = platform;
  const bare = await ask('GET', `${service.url}/api/v1/openapi/dbt/${fileToken}/schemas`);
  expect(bare).toEqual({ status: 200, body: expected });

  service.accounts.revoke(platform.token);
  service.oddities.tokenErrorStatus = 401;
  expect(await platform.call('GET', `dbt/${fileToken}/schemas`)).toEqual({
    status: 401,
    body: expected,
  });

  const { accessToken, refreshToken } = service.issueToken();
  service.accounts.revokeConsent('ada');
  expect(await works(platform, accessToken)).toBe(false);
  expect(at((await refresh(platform, refreshToken)).body, 'code')).not.toBe(0);
});

test('a person may refuse, or never decide; a foreign redirect address is not used', async () => {
  const platform = await openPlatform({ oddities: { consent: 'refuse' } });
  expect(String((await consent(platform)).body)).toContain('error=access_denied&state=xyz');
  platform.service.oddities.consent = 'leave';
  expect((await consent(platform)).status).toBe(200);
  const elsewhere = 'http://127.0.0.1:9999/callback';
  expect(at((await consent(platform, { redirect_uri: elsewhere })).body, 'code')).not.toBe(0);
  platform.service.oddities.consent = 'grant';
  platform.service.oddities.redirectMatch = 'any-port';
  expect((await consent(platform, { redirect_uri: elsewhere })).status).toBe(302);
});

test.each(['none', 'empty', 'same', 'new'] as const)(
  'the refresh token of a refresh: %s',
  async (refreshGives) => {
    const platform = await openPlatform({ oddities: { refreshGives, refreshEndsOldToken: true } });
    const { accessToken, refreshToken } = platform.service.issueToken();
    const { body } = await refresh(platform, refreshToken);
    const given = at(body, 'data', 'refresh_token');
    if (refreshGives === 'new') {
      expect(given).not.toBe(refreshToken);
      expect(at((await refresh(platform, given)).body, 'code')).toBe(0);
    } else {
      expect(given).toBe({ none: undefined, empty: '', same: refreshToken }[refreshGives]);
      expect(at((await refresh(platform, refreshToken)).body, 'code')).toBe(0);
    }
    expect(await works(platform, accessToken)).toBe(false);
  },
);

test('a call needs its scope', async () => {
  const platform = await openPlatform();
  const { accessToken } = platform.service.issueToken({ scopes: ['access_personal_files'] });
  const path = `dbt/${platform.fileToken}`;
  expect(
    at((await platform.call('GET', `${path}/schemas`, undefined, accessToken)).body, 'code'),
  ).toBe(0);
  const mine = await platform.call('GET', `${path}/webhook/mine`, undefined, accessToken);
  expect(at(mine.body, 'code')).not.toBe(0);
});
