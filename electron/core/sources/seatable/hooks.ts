// Webhooks of a base, made through the API with an account token: listed, made or switched on again, and removed.
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import type { Hooks } from '../source';
import { type Config, plainUuid, type Target } from './config';
import { findBase, pathOf } from './server/account';
import { keptToken, tokenOf } from './server/base-token';
import { type Access, type Call, call, hostOf } from './server/client';
import { encoded } from './server/encode';

/** `is_valid` is not in the reference; the service's own page shows by it that a webhook is switched off. */
const hook = z.object({
  id: z.union([z.string().min(1), z.number().transform(String)]),
  url: z.string(),
  is_valid: z.unknown().optional(),
});
const listed = z.object({ webhook_list: z.array(hook) });
const made = z.object({ webhook: hook });

export const hooks: Hooks<Config, Target> = {
  async list(access, targets) {
    if (targets.length === 0) return ok([]);
    const found = await all(access);
    return found.ok
      ? ok(
          found.value.map(({ id, url, is_valid: valid }) => ({
            hookId: id,
            // A webhook has no name of its own.
            title: '',
            callbackUrl: url,
            active: valid !== false && valid !== 0,
            tableId: null,
          })),
        )
      : found;
  },

  possible: ({ accountToken }) => Boolean(accountToken),

  async create(access, { callbackUrl, secret, target }) {
    const { baseUuid } = access.config;
    const other = baseUuid !== undefined && target.baseId !== undefined ? target.baseId : undefined;
    if (other !== undefined && plainUuid(other) !== plainUuid(baseUuid ?? '')) {
      return err({
        code: 'service-not-found',
        params: { host: hostOf(access), what: other },
      });
    }
    const json = { url: callbackUrl, secret };
    const fresh = await callHooks(access, { method: 'POST', path: '', json, answer: made });
    if (fresh.ok) return ok({ hookId: fresh.value.webhook.id });
    if (!isTaken(fresh.error)) return fresh;
    // An address can be registered once in a base. Saving it again sets today's secret and switches it on:
    // https://seatable.com/help/deaktivierung-eines-webhooks-bei-fehlern
    const found = await all(access);
    if (!found.ok) return found;
    const same = found.value.find(({ url }) => url === callbackUrl);
    if (!same) return fresh;
    const path = `${encoded(same.id)}/`;
    const saved = await callHooks(access, { method: 'PUT', path, json, answer: made });
    return saved.ok ? ok({ hookId: same.id }) : saved;
  },

  async remove(access, hookId) {
    const removed = await callHooks(access, {
      method: 'DELETE',
      path: `${encoded(hookId)}/`,
      answer: z.unknown(),
      about: hookId,
    });
    return removed.ok || removed.error.code === 'service-not-found' ? ok(null) : removed;
  },
};

const isTaken = ({ code, params }: { code: string; params?: Readonly<Record<string, unknown>> }) =>
  code === 'service-answer' && params?.status === 409;

async function all(access: Access): Promise<Result<readonly z.output<typeof hook>[]>> {
  const found = await callHooks(access, { method: 'GET', path: '', answer: listed });
  return found.ok ? ok(found.value.webhook_list) : found;
}

/** https://api.seatable.com/reference/listwebhooks */
async function callHooks<T>(
  access: Access,
  wanted: Pick<Call<T>, 'method' | 'path' | 'json' | 'answer'> & { readonly about?: string },
): Promise<Result<T>> {
  const { accountToken } = access.secrets;
  if (!accountToken)
    return err({ code: 'account-token-missing', params: { host: hostOf(access) } });
  const base = await pathOfBase(access);
  if (!base.ok) return base;
  return call(access, {
    ...wanted,
    path: `${base.value}/webhooks/${wanted.path}`,
    token: accountToken,
    tokenEnds: false,
    about: wanted.about ?? 'webhooks',
  });
}

/** The account's own list knows a name that was changed a moment ago; without a UUID, what came with the Base-Token does. */
async function pathOfBase(access: Access): Promise<Result<string>> {
  if (access.config.baseUuid !== undefined) {
    const entry = await findBase(access);
    if (entry.ok) return ok(entry.value.path);
    if (keptToken(access.secrets) === null && !access.secrets.apiToken) return entry;
  }
  const base = await tokenOf(access);
  if (!base.ok) return base;
  const { workspace, name, uuid } = base.value;
  return workspace === null || name === null
    ? err({ code: 'service-not-found', params: { host: hostOf(access), what: uuid } })
    : ok(pathOf(workspace, name));
}
