// The Base-Token: what every read of a base and the live channel take, fetched with the API token of the base and kept for days.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import type { Credentials } from '../../source';
import { baseOf, type Config, plainUuid, type Target } from '../config';
import { type BaseEntry, findBase } from './account';
import { type Access, call, hostOf } from './client';

/** A token lives three days unless another life was asked for: https://api.seatable.com/reference/authentication */
const kept = 2.5 * 24 * 3_600_000;

const name = z.union([z.string(), z.number().transform(String)]);

/** Older servers also name the addresses of their parts; what is not there is not needed. */
const grant = z.object({
  access_token: z.string().min(1),
  dtable_uuid: z.string().min(1),
  dtable_name: name.nullish(),
  workspace_id: name.nullish(),
  use_api_gateway: z.boolean().nullish().catch(null),
  dtable_server: z.string().nullish().catch(null),
  dtable_socket: z.string().nullish().catch(null),
});

const baseToken = z.object({
  token: z.string(),
  /** ms since 1970; a while before it really ends. */
  endsAt: z.number(),
  uuid: z.string(),
  name: z.string().nullable(),
  workspace: z.string().nullable(),
  /** One door for all parts of the server, since version 4.4. */
  gateway: z.boolean(),
  /** What it was fetched with. */
  of: z.string(),
});
/** The base's own name and workspace come with its token: addresses of its rows are made of them. */
export type BaseToken = z.output<typeof baseToken>;

type Secrets = Readonly<Record<string, string>>;

/** @returns null when none was fetched yet, or when it was fetched with tokens that have been replaced since */
export function keptToken(secrets: Secrets): BaseToken | null {
  try {
    const known = baseToken.safeParse(JSON.parse(secrets.baseToken ?? ''));
    return known.success && known.data.of === keyOf(secrets) ? known.data : null;
  } catch {
    return null;
  }
}

/** @returns undefined when neither names a base and no token is kept that knows its own */
export function watchedBase(config: Config, target: Target, secrets: Secrets): string | undefined {
  const token = keptToken(secrets);
  return baseOf(config, target) ?? (token ? plainUuid(token.uuid) : undefined);
}

/** The kept token, or a new one where none is kept: before a connection is saved. */
export async function tokenOf(access: Access): Promise<Result<BaseToken>> {
  const known = keptToken(access.secrets);
  const { baseUuid } = access.config;
  const isAnother =
    known && baseUuid !== undefined && plainUuid(baseUuid) !== plainUuid(known.uuid);
  return known && !isAnother ? ok(known) : fetchToken(access, 0);
}

/**
 * @param now ms since 1970
 * @returns a new token; `service-refused` when the API token is not taken; `service-not-found` for another base than the one set up
 */
export async function fetchToken(access: Access, now: number): Promise<Result<BaseToken>> {
  const { apiToken, accountToken } = access.secrets;
  if (!apiToken && !accountToken) {
    return err({ code: 'read-token-missing', params: { host: hostOf(access) } });
  }
  const byAccount = apiToken ? ok(null) : await findBase(access);
  if (!byAccount.ok) return byAccount;
  const granted = await call(access, {
    method: 'GET',
    path: byAccount.value ? `${byAccount.value.path}/access-token/` : appAccess,
    token: apiToken || accountToken,
    tokenEnds: false,
    answer: grant,
    about: access.config.baseUuid ?? 'app-access-token',
  });
  if (!granted.ok) return granted;
  const token = tokenFrom(granted.value, byAccount.value, access.secrets, now);
  const { baseUuid } = access.config;
  if (baseUuid !== undefined && plainUuid(baseUuid) !== plainUuid(token.uuid)) {
    return err({
      code: 'service-not-found',
      params: { host: hostOf(access), what: baseUuid },
    });
  }
  return ok(token);
}

const appAccess = '/api/v2.1/dtable/app-access-token/';

function tokenFrom(
  given: z.output<typeof grant>,
  entry: BaseEntry | null,
  secrets: Secrets,
  now: number,
): BaseToken {
  const { dtable_server: server, dtable_socket: socket, use_api_gateway: gateway } = given;
  return {
    token: given.access_token,
    endsAt: now + kept,
    uuid: given.dtable_uuid,
    name: given.dtable_name ?? entry?.name ?? null,
    workspace: given.workspace_id ?? entry?.workspace ?? null,
    // A server that names its parts one by one, and no gateway, is older.
    gateway: gateway ?? (server?.includes('/api-gateway') || !socket),
    of: keyOf(secrets),
  };
}

const keyOf = ({ apiToken, accountToken }: Secrets): string =>
  createHash('sha256')
    .update(apiToken || accountToken || '')
    .digest('base64url')
    .slice(0, 16);

export const credentials: Credentials<Config> = {
  endsAt(secrets) {
    if (!secrets.apiToken && !secrets.accountToken) return null;
    return keptToken(secrets)?.endsAt ?? 0;
  },
  async renew(access, now) {
    const fetched = await fetchToken(access, now);
    return fetched.ok ? ok({ baseToken: JSON.stringify(fetched.value) }) : fetched;
  },
};
