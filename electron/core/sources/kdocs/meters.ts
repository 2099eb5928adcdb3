// The calls that the service counts, and how many of them an app may make in a day.
import type { HttpRequest } from '../../ports';
import type { Meter } from '../source';
import type { Config } from './config';
import { meters as words } from './words';

type Limits = Readonly<Record<Config['appKind'], number>>;

/** As the pages of the calls state them, such as https://developer.kdocs.cn/server/dbt/webhook-mine.html */
const webhookCalls: Limits = { test: 500, production: 100_000 };
/** https://developer.kdocs.cn/server/dbt/records.html */
export const tableCalls: Limits = { test: 10_000, production: 10_000_000 };
/** https://developer.kdocs.cn/server/personal/files_flat.html */
const fileCalls: Limits = { test: 10_000, production: 1_000_000 };

const isOf = (path: RegExp) => (request: HttpRequest) => path.test(new URL(request.url).pathname);

export const meters: readonly Meter<Config>[] = [
  {
    id: 'webhooks',
    label: words.webhooks,
    limit: ({ appKind }) => webhookCalls[appKind],
    counts: isOf(/\/openapi\/dbt\/[^/]+\/webhook(\/|$)/),
  },
  {
    id: 'tables',
    label: words.tables,
    limit: ({ appKind }) => tableCalls[appKind],
    counts: isOf(/\/openapi\/dbt\/[^/]+\/(?!webhook(\/|$))/),
  },
  {
    id: 'files',
    label: words.files,
    limit: ({ appKind }) => fileCalls[appKind],
    counts: isOf(/\/openapi\/personal\//),
  },
];
