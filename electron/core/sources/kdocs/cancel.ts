// The call that removes a webhook. Its page is not published, so what is sent is set in one place, and can be set otherwise.
import { z } from 'zod';
import type { HttpRequest } from '../../ports';

/**
 * A guess: the platform's other calls that cancel something are `DELETE` on the thing itself
 * (https://developer.kdocs.cn/server/guide/api-overview.html), and the reply to ordering a webhook says that its
 * `webhook_id` is for cancelling.
 */
export const defaultCancel = 'DELETE webhook/:webhook_id';

const expected =
  'expected a method and a path, such as “DELETE webhook/:webhook_id” or “POST webhook/cancel”';

/** Below `/api/v1/openapi/dbt/:file_token/`, or from the server's root when it starts with `/`. */
const written = /^(DELETE|POST|PUT|PATCH|GET)\s+(\/?[\w.~-][\w.~:/-]*)$/i;

/** A text such as `DELETE webhook/:webhook_id`. */
export const cancel = z.string({ error: expected }).transform((text, context): CancelCall => {
  const [, method = '', path = ''] = written.exec(text.trim()) ?? [];
  const call = methods.find((one) => one === method.toUpperCase());
  const unknown = (path.match(/:\w*/g) ?? []).some((name) => !blanks.includes(name));
  // Without a body, only the path can say which hook.
  const says =
    call === 'POST' || call === 'PUT' || call === 'PATCH' || path.includes(':webhook_id');
  if (call !== undefined && !unknown && says && !path.includes('..')) {
    return { method: call, path };
  }
  context.addIssue({ code: 'custom', message: expected });
  return z.NEVER;
});

const methods = ['DELETE', 'POST', 'PUT', 'PATCH', 'GET'] as const;
const blanks = [':webhook_id', ':file_token'];

export interface CancelCall {
  readonly method: HttpRequest['method'];
  readonly path: string;
}
