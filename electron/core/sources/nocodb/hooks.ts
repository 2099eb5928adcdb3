// Hooks at a NocoDB server: listed, made and removed; version 3 first, three of version 2 on a server that knows no other.
import { z } from 'zod';
import { err, ok, type Problem, type Result } from '#shared/result';
import { jsonOf } from '../json';
import type { HookOrder, Hooks } from '../source';
import { type Access, call, hostOf, outdated, readVersion } from './client';
import type { NocodbConfig, NocodbTarget } from './config';
import { bulkOperations, type HookVersion, operations, orderFor } from './hook-order';
import { refusesPrivate } from './private-target';
import { hookVersions } from './version';

const id = z.string().min(1);
const made = z.object({ id });

const url = z.object({ payload: z.object({ path: z.string() }) });
/** Kept as text by the server, and answered as text. */
const notification = z.preprocess(
  (value) => (typeof value === 'string' ? (jsonOf(value) ?? null) : value),
  url.nullish().catch(null),
);

const listed = z.object({
  list: z.array(
    z.object({
      id,
      title: z.string().nullish(),
      active: z
        .unknown()
        .optional()
        .transform((value) => value === true || value === 1),
      operation: z.unknown().optional(),
      version: z.string().nullish(),
      notification: notification.optional(),
    }),
  ),
});
type Listed = z.output<typeof listed>['list'][number];

const hooksPath = (tableId: string) => `/api/v2/meta/tables/${encodeURIComponent(tableId)}/hooks`;

export const hooks: Hooks<NocodbConfig, NocodbTarget> = {
  async list(access, targets) {
    const tables = new Set(
      targets.flatMap(({ tableId }) => (tableId === undefined ? [] : [tableId])),
    );
    const views = [];
    for (const tableId of tables) {
      const path = hooksPath(tableId);
      const found = await call(access, { method: 'GET', path, answer: listed, about: tableId });
      if (!found.ok) return found;
      views.push(...joined(found.value.list).map((one) => ({ ...one, tableId })));
    }
    return ok(views);
  },

  async create(access, order) {
    const { tableId } = order.target;
    if (tableId === undefined) {
      return err({ code: 'service-not-found', params: { host: hostOf(access), what: 'tableId' } });
    }
    let first: Problem | null = null;
    for (const version of hookVersions(await readVersion(access))) {
      const hooks = await make(access, tableId, order, version);
      if (hooks.ok) return ok({ hookId: hooks.value.join(',') });
      if (!mayBeOfVersion(hooks.error)) return hooks;
      first ??= hooks.error;
    }
    // What it says of the version that it should take tells best what is wrong, unless that is the version itself.
    if (first && !isOfVersion(first)) return err(first);
    return err(await outdated(access, 'server-too-new'));
  },

  async remove(access, hookId) {
    let failed: Problem | null = null;
    for (const one of hookId.split(',')) {
      const removed = await call(access, {
        method: 'DELETE',
        path: `/api/v2/meta/hooks/${encodeURIComponent(one)}`,
        answer: z.unknown(),
        about: one,
      });
      if (!removed.ok && removed.error.code !== 'service-not-found') failed ??= removed.error;
    }
    return failed === null ? ok(null) : err(failed);
  },
};

/** Makes the hooks of one version, all or none. @returns their ids */
async function make(
  access: Access,
  tableId: string,
  order: HookOrder<NocodbTarget>,
  version: HookVersion,
): Promise<Result<readonly string[]>> {
  if (await refusesPrivate(access, tableId, order.callbackUrl, version)) {
    return err({ code: 'hook-target-private', params: { host: hostOf(access) } });
  }
  const ids: string[] = [];
  for (const json of orderFor(version, order.callbackUrl, order.secret)) {
    const hook = await call(access, {
      method: 'POST',
      path: hooksPath(tableId),
      json,
      answer: made,
      about: tableId,
    });
    if (!hook.ok) {
      if (ids.length >= operations.length && mayBeOfVersion(hook.error)) return ok(ids);
      if (ids.length > 0) await hooks.remove(access, ids.join(','), order.target);
      return hook;
    }
    ids.push(hook.value.id);
  }
  return ok(ids);
}

/** An older server refuses the form of version 3 as an invalid body; a newer one names the version it refuses. */
function mayBeOfVersion(problem: Problem): boolean {
  const status = problem.params?.status;
  return problem.code === 'service-answer' && (status === 400 || status === 422);
}

const isOfVersion = ({ params }: Problem): boolean =>
  /version is deprecated|not supported any ?more/i.test(String(params?.message ?? ''));

/** One entry a hook; ours of version 2, which watch one operation each, count as one. */
function joined(list: readonly Listed[]) {
  const entries = new Map<string, Listed[]>();
  for (const hook of list) {
    const ours = hook.version === 'v2' && hook.title?.startsWith('Tablewatch');
    const key = ours ? `${hook.notification?.payload.path}` : `#${hook.id}`;
    entries.set(key, [...(entries.get(key) ?? []), hook]);
  }
  const order: readonly unknown[] = [...operations, ...bulkOperations];
  const place = (hook: Listed) => order.indexOf(hook.operation);
  return [...entries.values()].map((same) => ({
    hookId: same
      .toSorted((a, b) => place(a) - place(b))
      .map((hook) => hook.id)
      .join(','),
    title: same[0]?.title ?? '',
    callbackUrl: same[0]?.notification?.payload.path ?? '',
    active: same.every((hook) => hook.active),
  }));
}
