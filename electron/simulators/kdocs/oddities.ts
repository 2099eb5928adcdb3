// Every point on which the service's pages are silent or contradict themselves, as a switch that tests turn.

type Deletion =
  /** The defaults are a guess: `DELETE …/webhook/:webhook_id`, as the platform's other cancelling calls are. */
  | { readonly kind: 'works'; readonly method?: string; readonly path?: string }
  /** No such call. */
  | { readonly kind: 'unsupported'; readonly status: 404 | 405 }
  /** Says that it worked, and keeps the hook. */
  | { readonly kind: 'lies' };

export interface Oddities {
  // Callbacks. https://developer.kdocs.cn/server/dbt/webhook-record-create.html
  /** `""` in both printed samples; otherwise the hook's id. */
  emptyWebhookId: boolean;
  /** The printed sample of added records says `dbt.fields.create`. */
  typeSlip: boolean;
  /** The sample has 8 digits and no unit: `eight-digits` is seconds cut short. */
  timestamp: 'eight-digits' | 'seconds' | 'milliseconds' | 'text' | 'absent';
  /** More added records than this are not named. 100 on the page; applied to changed cells too, which is inferred. */
  namedRecords: number;
  /** The page does not say that `count` is always there. */
  countPresent: boolean;
  /** Events of one hook that travel in one call; held back until there are as many, or until `flush`. */
  eventsPerCall: number;
  /** What a callback about cells names beside the sheet; not documented. */
  cellsName: 'records-and-fields' | 'records' | 'fields' | 'sheet';
  /** Further copies of every callback. */
  duplicates: number;
  /** Every n-th callback never leaves; 0 for none. */
  loseEvery: number;
  /** Each hook's callbacks leave in pairs, the later one first. */
  outOfOrder: boolean;
  /** ms to wait before each further try after a refusal or silence; none is documented. */
  retryDelays: readonly number[];
  /** ms of real time until a receiver counts as silent. */
  receiverTimeout: number;
  /** Failed callbacks in a row after which a hook vanishes; 0 for never. */
  disableAfter: number;
  callbackContentType: string;
  /** Cells of a new record also fire the hooks on cells. */
  creationFiresCells: boolean;
  /** Writing a cell's own value again fires too. */
  sameValueFires: boolean;
  /** Edits made through the API fire hooks, as a person's do. */
  apiEditsFire: boolean;

  // Hooks.
  /** https://developer.kdocs.cn/server/dbt/webhook-record-create.html: 10 in a document, of all users. */
  hooksPerDocument: number;
  /** Some versions of the page print an empty `data` for the reply. */
  createReply: 'webhook-id' | 'empty';
  deletion: Deletion;
  /** What a new hook's address is asked first; no page mentions a probe. */
  probe: 'none' | 'empty' | 'challenge';
  /** Refuses addresses that are not https. */
  httpsOnly: boolean;
  /** The most ids in `fields` or `records`. */
  idsPerHook: number;
  /** Refuses ids that the table does not have. */
  checksIds: boolean;
  /** `mine` shows only hooks made with the same app. */
  mineByApp: boolean;
  hooksDieWithSheet: boolean;
  hooksDieWithToken: boolean;

  // Tokens.
  /** HTTP status that goes with a refused token. */
  tokenErrorStatus: 200 | 401;
  /** HTTP status that goes with every other error code. */
  errorStatus: 200 | 400;
  /** HTTP status of a spent daily quota. */
  quotaStatus: 200 | 429;
  /** The refresh token in the reply to a refresh. `new` ends the old one. */
  refreshGives: 'none' | 'empty' | 'same' | 'new';
  refreshEndsOldToken: boolean;
  /** What the person does on the consent page; the answer to a refusal is invented. */
  consent: 'grant' | 'refuse' | 'leave';
  /** `any-port` accepts a registered loopback address with another port. */
  redirectMatch: 'exact' | 'any-port';
  /** Whether a day's calls are counted for each group of calls together or for each call by itself. */
  quotaPer: 'group' | 'call';

  // Replies of the read API.
  /** `data.detail.…` or `data.…`. */
  envelope: 'detail' | 'plain';
  /** A record's `fields` as an object or as a text that holds JSON. */
  fieldsAs: 'object' | 'text';
  emptyCells: 'omitted' | 'null' | 'empty-text';
  /** How one record by id is wrapped. */
  oneRecord: 'bare' | 'record' | 'records';
  recordsCountPresent: boolean;
  viewsAt: 'sheet' | 'beside-sheets';
  /** The list's cursor never moves on. */
  repeatedOffset: boolean;
  /** The most rows of a page; asking for more is asking for this many. */
  pageSizeMax: number;
  /** The number of the first page: https://developer.kdocs.cn/server/dbt/records.html can be read both ways. */
  firstPage: 0 | 1;
  filesAs: 'open-id' | 'plain';
}

export const defaultOddities: Oddities = {
  emptyWebhookId: true,
  typeSlip: false,
  timestamp: 'seconds',
  namedRecords: 100,
  countPresent: true,
  eventsPerCall: 1,
  cellsName: 'records-and-fields',
  duplicates: 0,
  loseEvery: 0,
  outOfOrder: false,
  retryDelays: [],
  receiverTimeout: 5000,
  disableAfter: 0,
  callbackContentType: 'application/json',
  creationFiresCells: false,
  sameValueFires: false,
  apiEditsFire: true,
  hooksPerDocument: 10,
  createReply: 'webhook-id',
  deletion: { kind: 'works' },
  probe: 'none',
  httpsOnly: false,
  idsPerHook: Number.POSITIVE_INFINITY,
  checksIds: false,
  mineByApp: false,
  hooksDieWithSheet: false,
  hooksDieWithToken: false,
  tokenErrorStatus: 200,
  errorStatus: 200,
  quotaStatus: 200,
  refreshGives: 'none',
  refreshEndsOldToken: false,
  consent: 'grant',
  redirectMatch: 'exact',
  quotaPer: 'group',
  envelope: 'detail',
  fieldsAs: 'object',
  emptyCells: 'omitted',
  oneRecord: 'bare',
  recordsCountPresent: true,
  viewsAt: 'sheet',
  repeatedOffset: false,
  pageSizeMax: 1000,
  firstPage: 0,
  filesAs: 'open-id',
};
