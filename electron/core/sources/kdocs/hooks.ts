// Webhooks of a document at the service: listed, ordered and removed.
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import type { HookOrder, Hooks, ServiceHook } from '../source';
import { type HookKind, hookKindOfEvent } from './catalogue';
import { type Access, call, documentPath, hostOf } from './client';
import type { Config, Target } from './config';

const id = z.union([z.string().trim().min(1), z.number().transform(String)]);
const ids = z.union([id.transform((one) => [one]), z.array(id)]);
const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const rule = z.object({
  sheet_id: maybe(id),
  sheetId: maybe(id),
  view_id: maybe(id),
  viewId: maybe(id),
  fields: maybe(ids),
  records: maybe(ids),
});
type Rule = z.output<typeof rule>;

const mine = z.object({
  webhooks: z
    .array(
      z.object({
        webhook_id: id,
        type: z.string().nullish().catch(null),
        callback_url: z.string().nullish().catch(null),
        rule: rule.nullish().catch(null),
      }),
    )
    .nullish(),
});
const made = z.object({ webhook_id: maybe(id) });

export const hooks: Hooks<Config, Target> = {
  /** One call a document, and a connection has one document. */
  list: (access) => mineOf(access),

  async create(access, order) {
    const { target, callbackUrl } = order;
    const kind = target.event === undefined ? undefined : hookKindOfEvent(target.event);
    const lacking = kind ? lackingIn(target, kind) : 'event';
    if (!kind || lacking !== null) {
      const path = `target.${lacking ?? 'event'}`;
      return err({ code: 'input-invalid', params: { path, reason: 'is empty' } });
    }
    const answer = await call(access, {
      method: 'POST',
      path: documentPath(access.config.fileToken, orderPath(kind, target)),
      json: {
        callback_url: callbackUrl,
        ...(kind.ids === undefined ? {} : { [kind.ids]: target[kind.ids] }),
      },
      answer: made,
      about: target.sheetId ?? access.config.fileToken,
    });
    if (!answer.ok) return answer;
    const hookId = answer.value.webhook_id;
    return hookId === undefined ? recovered(access, order) : ok({ hookId });
  },

  async remove(access, hookId) {
    const { cancel, fileToken } = access.config;
    const path = cancel.path
      .replaceAll(':file_token', encodeURIComponent(fileToken))
      .replaceAll(':webhook_id', encodeURIComponent(hookId));
    const hasBody = cancel.method !== 'GET' && cancel.method !== 'DELETE';
    const answer = await call(access, {
      method: cancel.method,
      path: path.startsWith('/') ? path : documentPath(fileToken, path),
      ...(hasBody ? { json: { webhook_id: hookId } } : {}),
      answer: z.unknown(),
      about: hookId,
      bodiless: true,
    });
    if (answer.ok) return ok(null);
    const refused = ['service-not-found', 'service-answer', 'service-refused', 'service-shape'];
    return refused.includes(answer.error.code)
      ? err({ code: 'hook-not-removed', params: { hook: hookId } })
      : answer;
  },

  rule: (target) =>
    ruleText(target.event ?? '', {
      sheet: target.sheetId,
      view: target.viewId,
      fields: target.fields,
      records: target.records,
    }) ?? '',
};

/** https://developer.kdocs.cn/server/dbt/webhook-mine.html */
async function mineOf(access: Access): Promise<Result<readonly ServiceHook[]>> {
  const { fileToken } = access.config;
  const answer = await call(access, {
    method: 'GET',
    path: documentPath(fileToken, 'webhook/mine'),
    answer: mine,
    about: fileToken,
  });
  if (!answer.ok) return answer;
  return ok(
    (answer.value.webhooks ?? []).map((hook): ServiceHook => {
      const watched = hook.rule ? watchedBy(hook.rule) : {};
      const type = hook.type ?? '';
      const said = ruleText(hookKindOfEvent(type)?.event ?? type, watched);
      return {
        hookId: hook.webhook_id,
        title: titleOf(type, watched),
        callbackUrl: hook.callback_url ?? '',
        active: true,
        tableId: watched.sheet ?? null,
        ...(said === null ? {} : { rule: said }),
      };
    }),
  );
}

/** Some versions of the page show a reply without the id: then the list has it. */
async function recovered(
  access: Access,
  { callbackUrl, target }: HookOrder<Target>,
): Promise<Result<{ readonly hookId: string }>> {
  const listed = await mineOf(access);
  if (!listed.ok) return listed;
  const ours = listed.value.filter((hook) => hook.callbackUrl === callbackUrl);
  const wanted = hooks.rule?.(target);
  const [made] = [...ours.filter((hook) => hook.rule === wanted), ...ours];
  if (made) return ok({ hookId: made.hookId });
  return err({
    code: 'service-shape',
    params: { host: hostOf(access), path: 'data.webhook_id' },
  });
}

/** The member that an order of this kind cannot do without, and that is not there. */
function lackingIn(target: Target, { path, ids: listed }: HookKind): string | null {
  if (target.sheetId === undefined) return 'sheetId';
  if (path.includes(':view_id') && target.viewId === undefined) return 'viewId';
  return listed !== undefined && (target[listed] ?? []).length === 0 ? listed : null;
}

function orderPath({ path }: HookKind, { sheetId = '', viewId = '' }: Target): string {
  const filled = path.replace(':view_id', encodeURIComponent(viewId));
  return `webhook/sheets/${encodeURIComponent(sheetId)}/${filled}`;
}

interface Watched {
  readonly sheet?: string | undefined;
  readonly view?: string | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly records?: readonly string[] | undefined;
}

const watchedBy = (told: Rule): Watched => ({
  sheet: told.sheet_id ?? told.sheetId,
  view: told.view_id ?? told.viewId,
  fields: told.fields,
  records: told.records,
});

/**
 * What a hook watches, so that two of the same give the same text: ids in any order, upper and lower case apart.
 * @returns null when the service does not tell enough to compare
 */
function ruleText(event: string, { sheet, view, fields, records }: Watched): string | null {
  const kind = hookKindOfEvent(event);
  const listed = kind?.ids === 'records' ? records : kind?.ids === 'fields' ? fields : [];
  if (!kind || sheet === undefined || listed === undefined) return null;
  const takesView = kind.path.includes(':view_id');
  if (takesView && view === undefined) return null;
  return JSON.stringify([
    kind.event,
    sheet,
    ...(takesView ? [view] : []),
    ...[...new Set(listed)].toSorted(),
  ]);
}

const shownIds = 6;

function titleOf(type: string, { view, fields = [], records = [] }: Watched): string {
  const all = [...(view === undefined ? [] : [view]), ...fields, ...records];
  const shown = all.slice(0, shownIds).join(', ');
  if (all.length === 0) return type;
  return `${type} (${shown}${all.length > shownIds ? ', …' : ''})`;
}
