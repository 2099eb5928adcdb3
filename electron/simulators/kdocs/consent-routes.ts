// How an app gets its tokens: consent in the browser, code for tokens, refresh.
import { z } from 'zod';
import { accessLife } from './accounts';
import { errors } from './errors';
import { type Answer, type Ask, type OpenRoute, refusal, type World } from './route';

/** https://developer.kdocs.cn/common/authorization/web.html and …/miniprogram.html; the refresh call is not printed. */
export function consentRoutes(world: World): readonly OpenRoute[] {
  return [
    {
      kind: 'open',
      name: 'auth',
      method: 'GET',
      path: '/h5/auth',
      handle: (ask) => consentPage(world, ask),
    },
    {
      kind: 'open',
      name: 'token',
      method: 'GET',
      path: '/api/v1/oauth2/access_token',
      handle: (ask) => codeForTokens(world, ask),
    },
    {
      kind: 'open',
      name: 'refresh',
      method: 'POST',
      path: '/api/v1/oauth2/refresh_token',
      handle: (ask) => refresh(world, ask),
    },
  ];
}

/** The person decides at once, by the switch. What the real page does on a refusal is not documented. */
function consentPage({ accounts, oddities, person }: World, { query }: Ask): Answer {
  const app = accounts.appOf(query.get('app_id'));
  if (!app) return refusal(errors.appNotExist, oddities);
  const redirectUri = query.get('redirect_uri') ?? '';
  const isRegistered = app.redirectUris.some((one) =>
    oddities.redirectMatch === 'exact' ? one === redirectUri : noPort(one) === noPort(redirectUri),
  );
  if (!isRegistered) return refusal(errors.redirectUnknown, oddities);
  if (oddities.consent === 'leave') return { status: 200, body: '<p>Allow? (nobody answers)</p>' };
  const scopes = (query.get('scope') ?? '').split(',').filter((scope) => scope !== '');
  const told = new URLSearchParams(
    oddities.consent === 'grant'
      ? { code: accounts.consent({ userId: person(), app, scopes }) }
      : { error: 'access_denied' },
  );
  const state = query.get('state');
  if (state !== null) told.set('state', state);
  const joint = redirectUri.includes('?') ? '&' : '?';
  return { status: 302, headers: { location: `${redirectUri}${joint}${told}` }, body: '' };
}

const noPort = (address: string) => address.replace(/^(https?:\/\/[^/:?]+):\d+/, '$1');

function codeForTokens({ accounts, oddities }: World, { query }: Ask): Answer {
  const app = accounts.appOf(query.get('app_id'));
  if (!app) return refusal(errors.appNotExist, oddities);
  if (query.get('app_key') !== app.appKey) return refusal(errors.appKeyWrong, oddities);
  const tokens = accounts.exchange(app, query.get('code') ?? '');
  if (!tokens.ok) return refusal(tokens.error, oddities);
  return granted({
    access_token: tokens.value.accessToken,
    expires_in: accessLife / 1000,
    refresh_token: tokens.value.refreshToken,
    app_id: app.appId,
  });
}

const refreshBody = z.object({ app_key: z.string(), refresh_token: z.string() });

/** The call's shape follows clients of the service. */
function refresh({ accounts, oddities }: World, { query, body }: Ask): Answer {
  const app = accounts.appOf(query.get('app_id'));
  if (!app) return refusal(errors.appNotExist, oddities);
  const asked = refreshBody.safeParse(body);
  if (!asked.success) return refusal(errors.argumentInvalid, oddities);
  if (asked.data.app_key !== app.appKey) return refusal(errors.appKeyWrong, oddities);
  const tokens = accounts.renew(app, asked.data.refresh_token);
  if (!tokens.ok) return refusal(tokens.error, oddities);
  const { accessToken, refreshToken } = tokens.value;
  return granted({
    access_token: accessToken,
    expires_in: accessLife / 1000,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
  });
}

const granted = (data: unknown): Answer => ({ status: 200, body: { code: 0, result: 'ok', data } });
