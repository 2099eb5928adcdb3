// The app's own access token: got with App ID and App Secret, kept until it ends.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import { parseJson } from '../../json';
import type { Credentials, ServiceAccess } from '../../source';
import { apiBaseOf, type FeishuConfig } from '../config';
import { envelope, refusalOf } from './refusal';

export type Access = ServiceAccess<FeishuConfig>;

const answer = z.object({
  tenant_access_token: z.string().min(1),
  /** s */
  expire: z.number().positive(),
});

/** As it is kept: with whose it is, since the person may enter another app meanwhile, and its end in ms since 1970. */
const keptToken = z.object({ of: z.string(), token: z.string().min(1), endsAt: z.number() });

export const credentials: Credentials<FeishuConfig> = {
  endsAt(secrets, config) {
    if (!secrets.appSecret) return null;
    const kept = keptIn(secrets.tenantToken);
    // Without one of this app, it is time to get one.
    return kept?.of === appOf({ config, secrets }) ? kept.endsAt : 0;
  },
  async renew(access, now) {
    const fetched = await fetchToken(access);
    if (!fetched.ok) return fetched;
    const { token, lastsMs } = fetched.value;
    const tenantToken = JSON.stringify({ of: appOf(access), token, endsAt: now + lastsMs });
    return ok({ tenantToken });
  },
};

/** @returns the kept token; undefined when there is none, or it belongs to another app */
export function tokenOf(access: Access): string | undefined {
  const kept = keptIn(access.secrets.tenantToken);
  return kept?.of === appOf(access) ? kept.token : undefined;
}

/** @returns the access with a token in it, fetched where none is kept; for several calls in a row */
export async function admitted(access: Access): Promise<Result<Access>> {
  if (tokenOf(access) !== undefined) return ok(access);
  const fetched = await fetchToken(access);
  if (!fetched.ok) return fetched;
  const tenantToken = JSON.stringify({ of: appOf(access), token: fetched.value.token, endsAt: 0 });
  return ok({ ...access, secrets: { ...access.secrets, tenantToken } });
}

/**
 * https://open.larksuite.com/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/auth-v3/auth/tenant_access_token_internal
 * @returns `app-secret-missing`, `app-refused`, or what every call may return
 */
async function fetchToken(
  access: Access,
): Promise<Result<{ readonly token: string; readonly lastsMs: number }>> {
  const base = apiBaseOf(access.config);
  const { host } = new URL(base);
  const secret = access.secrets.appSecret?.trim() ?? '';
  if (secret === '') return err({ code: 'app-secret-missing', params: { host } });
  const response = await access.http.request({
    method: 'POST',
    url: `${base}/open-apis/auth/v3/tenant_access_token/internal`,
    json: { app_id: access.config.appId, app_secret: secret },
  });
  if (!response.ok) return response;
  const { status, text } = response.value;
  const json = parseJson(Buffer.from(text));
  const body = envelope.safeParse(json.ok ? json.value : undefined).data;
  const refusal = refusalOf(status, body, { host, about: access.config.appId, secrets: [secret] });
  if (refusal) return err(refusal);
  const read = answer.safeParse(body);
  if (!read.success) return err({ code: 'service-shape', params: { host, path: '(root)' } });
  return ok({ token: read.data.tenant_access_token, lastsMs: read.data.expire * 1000 });
}

/** Tells apps apart without keeping the secret a second time. */
function appOf({ config, secrets }: Pick<Access, 'config' | 'secrets'>): string {
  return createHash('sha256')
    .update(JSON.stringify([apiBaseOf(config), config.appId, secrets.appSecret?.trim()]))
    .digest('hex')
    .slice(0, 16);
}

function keptIn(secret: string | undefined): z.output<typeof keptToken> | undefined {
  if (!secret) return undefined;
  const json = parseJson(Buffer.from(secret));
  return json.ok ? keptToken.safeParse(json.value).data : undefined;
}
