// Signing in with the person's own app, and new tokens while the sign-in lasts.
import { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';
import type { Credentials, SignIn } from '../source';
import { type Access, baseOf, call } from './client';
import type { Config } from './config';

/** Reading and, for every call about webhooks, editing: https://developer.kdocs.cn/server/dbt/webhook-mine.html */
const scopes = ['access_personal_files', 'edit_personal_files', 'user_basic'];

const text = z.string().trim();
const token = z.object({
  access_token: text.min(1),
  refresh_token: text.nullish().catch(null),
  /** Seconds. */
  expires_in: z.coerce.number().positive().nullish().catch(null),
});

type Secrets = Readonly<Record<string, string>>;

/** Consent page and exchange: https://developer.kdocs.cn/common/authorization/web.html */
export const signIn: SignIn<Config> = {
  redirectPort: (config) => config.redirectPort,
  page({ config, secrets }, { redirectUri, state }) {
    const { appId } = config;
    if (!appId) return missing('config.appId');
    // The consent needs no key, but without one nothing could be made of it.
    if (!secrets.appKey?.trim()) return missing('secrets.appKey');
    const query = new URLSearchParams({
      app_id: appId,
      scope: scopes.join(','),
      redirect_uri: redirectUri,
      state,
    });
    return ok(`${baseOf(config)}/h5/auth?${query}`);
  },
  async exchange(access, code, now) {
    const { appId } = access.config;
    const appKey = access.secrets.appKey?.trim();
    if (!appId) return missing('config.appId');
    if (!appKey) return missing('secrets.appKey');
    const answer = await call(access, {
      method: 'GET',
      path: '/api/v1/oauth2/access_token',
      query: { code, app_id: appId, app_key: appKey },
      answer: token,
      about: appId,
      anonymous: true,
    });
    return answer.ok ? ok(secretsOf(answer.value, now)) : answer;
  },
};

export const credentials: Credentials<Config> = {
  endsAt({ tokenEndsAt = '' }) {
    const at = Number(tokenEndsAt);
    return tokenEndsAt.trim() !== '' && Number.isFinite(at) ? at : null;
  },
  async renew(access, now) {
    const { appId } = access.config;
    const appKey = access.secrets.appKey?.trim();
    const refreshToken = access.secrets.refreshToken?.trim();
    if (!appId || !appKey || !refreshToken) return err({ code: 'sign-in-needed' });
    const answer = await refresh(access, { appId, appKey, refreshToken });
    if (answer.ok) return ok(secretsOf(answer.value, now));
    return isFinal(answer.error) ? err({ code: 'sign-in-needed' }) : answer;
  },
};

function refresh(
  access: Access,
  app: { readonly appId: string; readonly appKey: string; readonly refreshToken: string },
): Promise<Result<z.output<typeof token>>> {
  return call(access, {
    method: 'POST',
    path: '/api/v1/oauth2/refresh_token',
    query: { app_id: app.appId },
    json: { app_key: app.appKey, refresh_token: app.refreshToken },
    answer: token,
    about: app.appId,
    anonymous: true,
  });
}

/** The service has spoken, and asking again would not change it. An app it does not know has a sentence of its own. */
function isFinal({ code, params }: Problem): boolean {
  if (code === 'service-answer') {
    const status = Number(params?.status);
    return status < 500 || status > 599;
  }
  return code === 'token-expired' || code === 'code-expired' || code === 'service-refused';
}

/** The old refresh token stays unless a new one comes; an end that nobody told is forgotten. */
function secretsOf(answer: z.output<typeof token>, now: number): Secrets {
  const { access_token, refresh_token, expires_in } = answer;
  return {
    accessToken: access_token,
    ...(refresh_token ? { refreshToken: refresh_token } : {}),
    tokenEndsAt: expires_in ? String(Math.round(now + expires_in * 1000)) : '',
  };
}

const missing = (path: string): Result<never> =>
  err({ code: 'input-invalid', params: { path, reason: 'is empty' } });
