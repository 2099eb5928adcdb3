// The calls on hooks: eight to subscribe, one to list, one to cancel.
import { z } from 'zod';
import { errors } from './errors';
import { type HookKind, hookKinds, type Rule } from './hook-kinds';
import type { Hook } from './hooks';
import { postOnce } from './post-once';
import {
  type Answer,
  answer,
  type GrantedAsk,
  refusal,
  type TokenRoute,
  type World,
  withDocument,
  withSheet,
} from './route';
import type { Sheet } from './sheet';

const base = '/api/v1/openapi/dbt/:fileToken/webhook';

export function hookRoutes(world: World): readonly TokenRoute[] {
  const place = { kind: 'token', scope: 'edit_personal_files', group: 'webhooks' } as const;
  return [
    ...hookKinds.map(
      (kind): TokenRoute => ({
        ...place,
        name: 'hooks.create',
        method: 'POST',
        path: `${base}/${kind.path}`,
        handle: (ask) => create(world, kind, ask),
      }),
    ),
    {
      ...place,
      name: 'hooks.mine',
      method: 'GET',
      path: `${base}/mine`,
      handle: (ask) => mine(world, ask),
    },
  ];
}

const ids = z.array(z.string().min(1)).min(1);
const createBody = z.object({
  callback_url: z.url({ protocol: /^https?$/ }),
  fields: z.unknown().optional(),
  records: z.unknown().optional(),
});

function create(world: World, kind: HookKind, ask: GrantedAsk): Answer | Promise<Answer> {
  const { hooks, oddities } = world;
  return withSheet(world, ask, async (document, sheet) => {
    const body = createBody.safeParse(ask.body);
    if (!body.success) return refusal(errors.argumentInvalid, oddities, 'callback_url is required');
    const callbackUrl = body.data.callback_url;
    const list = kind.list && ids.safeParse(body.data[kind.list]);
    if (kind.list && !list?.success) {
      return refusal(errors.argumentInvalid, oddities, `${kind.list} is required`);
    }
    const listed = list?.data ?? [];
    const { viewId } = ask.params;
    if (viewId !== undefined && !sheet.views.has(viewId)) {
      return refusal(errors.viewNotFound, oddities);
    }
    if (listed.length > oddities.idsPerHook) return refusal(errors.argumentInvalid, oddities);
    if (oddities.checksIds && kind.list && listed.some((id) => !isKnown(sheet, kind, id))) {
      return refusal(
        kind.list === 'fields' ? errors.fieldNotFound : errors.recordNotFound,
        oddities,
      );
    }
    if (oddities.httpsOnly && !callbackUrl.startsWith('https:')) {
      return refusal(errors.callbackRefused, oddities);
    }
    const isFull = () => hooks.of(document.fileToken).length >= oddities.hooksPerDocument;
    if (isFull()) return refusal(errors.tooManyWebhooks, oddities);
    if (!(await answersProbe(world, callbackUrl))) return refusal(errors.callbackRefused, oddities);
    // Asked again: others may have come while the address was probed.
    if (isFull()) return refusal(errors.tooManyWebhooks, oddities);
    const { id } = hooks.add({
      fileToken: document.fileToken,
      type: kind.type,
      callbackUrl,
      rule: ruleOf(sheet, kind, listed, viewId),
      userId: ask.grant.userId,
      appId: ask.grant.app.appId,
    });
    return answer(oddities.createReply === 'empty' ? {} : { webhook_id: id });
  });
}

const isKnown = ({ fields, records }: Sheet, { list }: HookKind, id: string) =>
  list === 'fields' ? fields.has(id) : records.has(id);

/** Printed for one hook only (https://developer.kdocs.cn/server/dbt/webhook-mine.html): path ids and the body's list. */
function ruleOf(
  sheet: Sheet,
  kind: HookKind,
  listed: readonly string[],
  viewId: string | undefined,
): Rule {
  return {
    sheet_id: sheet.id,
    ...(kind.list ? { [kind.list]: listed } : {}),
    ...(viewId === undefined ? {} : { view_id: viewId }),
  };
}

async function answersProbe({ oddities }: World, url: string): Promise<boolean> {
  if (oddities.probe === 'none') return true;
  const challenge = 'c0ffee';
  const body = oddities.probe === 'challenge' ? JSON.stringify({ challenge }) : '';
  const { receiverTimeout, callbackContentType } = oddities;
  const { status, answer: text } = await postOnce(url, body, callbackContentType, receiverTimeout);
  return status === 200 && (oddities.probe === 'empty' || text.includes(challenge));
}

const isOwn = (hook: Hook, { grant }: GrantedAsk, world: World) =>
  hook.userId === grant.userId && (!world.oddities.mineByApp || hook.appId === grant.app.appId);

function mine(world: World, ask: GrantedAsk): Answer | Promise<Answer> {
  return withDocument(world, ask, ({ fileToken }) =>
    answer({
      webhooks: world.hooks
        .of(fileToken)
        .filter((hook) => isOwn(hook, ask, world))
        .map(({ id, type, callbackUrl, rule }) => ({
          webhook_id: id,
          type,
          callback_url: callbackUrl,
          rule,
        })),
    }),
  );
}

const guessedDeletion = {
  method: 'DELETE',
  path: '/api/v1/openapi/dbt/:fileToken/webhook/:webhookId',
};

/**
 * The call that cancels: no page of it was found. `webhook_id` is there "to cancel the subscription"
 * (https://developer.kdocs.cn/server/dbt/webhook-sheet-icon.html), and cancelling calls elsewhere on the platform are
 * DELETE on the thing (https://developer.kdocs.cn/server/guide/api-overview.html).
 */
export const deletionPlace = ({ deletion }: World['oddities']) => ({
  method: (deletion.kind === 'works' ? deletion.method : undefined) ?? guessedDeletion.method,
  path: (deletion.kind === 'works' ? deletion.path : undefined) ?? guessedDeletion.path,
});

export function deletionRoute(world: World): Omit<TokenRoute, 'method' | 'path'> {
  return {
    kind: 'token',
    name: 'hooks.delete',
    scope: 'edit_personal_files',
    group: 'webhooks',
    handle: (ask) =>
      withDocument(world, ask, ({ fileToken }) => {
        const { deletion } = world.oddities;
        if (deletion.kind === 'unsupported') return { status: deletion.status, body: '' };
        const hook = world.hooks.of(fileToken).find(({ id }) => id === webhookIdIn(ask));
        if (!hook || !isOwn(hook, ask, world)) return refusal(errors.hookNotFound, world.oddities);
        if (deletion.kind === 'works') world.hooks.remove(hook.id);
        return { status: 200, body: { code: 0 } };
      }),
  };
}

/** In the path, the query or the body, wherever the switch puts the call. */
const webhookIdIn = ({ params, query, body }: GrantedAsk): string | undefined =>
  params.webhookId ??
  query.get('webhook_id') ??
  z.object({ webhook_id: z.string() }).safeParse(body).data?.webhook_id;
