// What a route of the simulated API is: where it is, what it costs, and how it answers.
import type { Accounts, Grant } from './accounts';
import type { Callbacks } from './callbacks';
import type { RouteName } from './calls';
import type { KdocsDocument } from './document';
import { type ApiError, errors } from './errors';
import type { FileEntry } from './file-entry';
import type { Hooks } from './hooks';
import type { Oddities } from './oddities';
import type { CallGroup } from './quota';
import type { Sheet } from './sheet';

/** The state that routes work on. */
export interface World {
  readonly oddities: Oddities;
  readonly accounts: Accounts;
  readonly hooks: Hooks;
  readonly callbacks: Callbacks;
  readonly documents: ReadonlyMap<string, KdocsDocument>;
  /** Everything that the file lists can show. */
  readonly files: () => readonly FileEntry[];
  /** Who sits at the browser when the consent page opens. */
  readonly person: () => string;
  /** ms since 1970 */
  readonly now: () => number;
}

export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}
/** What a caller with a good token asks. */
export interface GrantedAsk extends Ask {
  readonly grant: Grant;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as a page, the rest as JSON. */
  readonly body: unknown;
}

interface Place {
  readonly name: RouteName;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
}
/** A route that needs no token. */
export interface OpenRoute extends Place {
  readonly kind: 'open';
  readonly handle: (ask: Ask) => Answer;
}
export interface TokenRoute extends Place {
  readonly kind: 'token';
  readonly scope: 'access_personal_files' | 'edit_personal_files';
  readonly group: CallGroup;
  readonly handle: (ask: GrantedAsk) => Answer | Promise<Answer>;
}
export type Route = OpenRoute | TokenRoute;

export const answer = (data: unknown): Answer => ({ status: 200, body: { code: 0, data } });

/** The read API's reply: under `data.detail`, or straight under `data`. */
export const detail = (data: Readonly<Record<string, unknown>>, { envelope }: Oddities): Answer =>
  answer(envelope === 'detail' ? { detail: data, result: 'ok' } : data);

export function refusal(
  { code, message, hint, group }: ApiError,
  oddities: Oddities,
  more?: string,
): Answer {
  const said = more ?? hint;
  return {
    status: {
      token: oddities.tokenErrorStatus,
      quota: oddities.quotaStatus,
      other: oddities.errorStatus,
    }[group],
    body: { code, message, ...(said === undefined ? {} : { hint: said }) },
  };
}

/** Runs `work` with the document of the path, or refuses. */
export function withDocument(
  { documents, oddities }: World,
  { params, grant }: GrantedAsk,
  work: (document: KdocsDocument) => Answer | Promise<Answer>,
): Answer | Promise<Answer> {
  const document = documents.get(params.fileToken ?? '');
  return document?.isOpenTo(grant.userId) ? work(document) : refusal(errors.fileNotFound, oddities);
}

/** Runs `work` with the document and table of the path, or refuses. */
export function withSheet(
  world: World,
  ask: GrantedAsk,
  work: (document: KdocsDocument, sheet: Sheet) => Answer | Promise<Answer>,
): Answer | Promise<Answer> {
  return withDocument(world, ask, (document) => {
    const sheet = document.sheets.get(Number(ask.params.sheetId));
    return sheet ? work(document, sheet) : refusal(errors.sheetNotFound, world.oddities);
  });
}
