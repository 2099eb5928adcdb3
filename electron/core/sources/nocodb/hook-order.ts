// The hooks this app orders at a NocoDB server, as its API wants them.
import { secretHeader } from './config';

export type HookVersion = 'v3' | 'v2';

export const operations = ['insert', 'update', 'delete'] as const;
/** Version 2 tells of several rows at once by hooks of their own. */
export const bulkOperations = ['bulkInsert', 'bulkUpdate', 'bulkDelete'] as const;

/**
 * Version 3 takes all operations in one hook; version 2 one a hook: the bulk ones last, which the oldest do not know.
 * `body` is a template of the server: `event` is what version 3 calls the whole body, `data` what version 2 does.
 */
export function orderFor(
  version: HookVersion,
  callbackUrl: string,
  secret: string | null,
): readonly Readonly<Record<string, unknown>>[] {
  const shared = {
    event: 'after',
    active: true,
    version,
    notification: {
      type: 'URL',
      include_user: true, // only the paid editions know this
      payload: {
        method: 'POST',
        path: callbackUrl,
        body: version === 'v3' ? '{{ json event }}' : '{{ json data }}',
        headers: secret === null ? [] : [{ enabled: true, name: secretHeader, value: secret }],
        parameters: [],
      },
    },
  };
  if (version === 'v3') return [{ ...shared, title: 'Tablewatch', operation: operations }];
  return [...operations, ...bulkOperations].map((operation) => ({
    ...shared,
    title: `Tablewatch ${operation}`,
    operation,
  }));
}
