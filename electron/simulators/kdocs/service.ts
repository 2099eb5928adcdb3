// The simulated Kdocs developer platform, over real HTTP on a free port of this machine.

import { createSystemClock, type SimulatorClock } from '../clock';
import { type Accounts, createAccounts, type KdocsApp, type Tokens } from './accounts';
import { type Callback, createCallbacks } from './callbacks';
import type { Call } from './calls';
import { consentRoutes } from './consent-routes';
import {
  type Change,
  createDocument,
  type DocumentDefinition,
  type KdocsDocument,
} from './document';
import { createFaults, type Faults } from './faults';
import type { FileEntry } from './file-entry';
import { fileRoutes } from './files';
import { hookRoutes } from './hook-routes';
import { createHooks, type Hook } from './hooks';
import { createJournal, type Journal } from './journal';
import { defaultOddities, type Oddities } from './oddities';
import { createQuota, type Limits, type Quota } from './quota';
import { readRoutes } from './read-routes';
import type { World } from './route';
import { signUpSheets } from './sample-document';
import { startServer } from './server';
import { writeRoutes } from './write-routes';

export interface KdocsOptions {
  /** The machine's clock by default; `createControlledClock()` for one that a test moves. */
  readonly clock?: SimulatorClock;
  /** `test` by default: 500 webhook calls a day. */
  readonly appKind?: KdocsApp['kind'];
  /** One app by default, `sampleApp`. */
  readonly apps?: readonly Omit<KdocsApp, 'kind'>[];
  /** Ids of people; the first sits at the browser. `ada` and `bo` by default. */
  readonly users?: readonly string[];
  /** One document by default, a table of sign-ups. */
  readonly documents?: readonly DocumentDefinition[];
  /** What the file lists show beside the documents. */
  readonly files?: readonly FileEntry[];
  readonly oddities?: Partial<Oddities>;
  /** Daily limits other than the printed ones. */
  readonly limits?: Partial<Limits>;
  /** 0, a free one, by default. */
  readonly port?: number;
}

export interface KdocsService {
  /** `http://127.0.0.1:port` in place of `https://developer.kdocs.cn`. */
  readonly url: string;
  /** May be turned at any time. */
  readonly oddities: Oddities;
  readonly faults: Faults;
  /** Every call received, in order. */
  readonly calls: Journal<Call>;
  /** Every callback sent (or lost), in order, with the answers it got. */
  readonly callbacks: Journal<Callback>;
  readonly quota: Quota;
  readonly accounts: Accounts;
  /** The first document without a token. Edits of it fire hooks. */
  document(fileToken?: string): KdocsDocument;
  createDocument(definition: DocumentDefinition): KdocsDocument;
  /** Tokens as one would paste them: of the first user and app, with both scopes, unless said otherwise. */
  issueToken(options?: {
    readonly userId?: string;
    readonly appId?: string;
    readonly scopes?: readonly string[];
  }): Tokens;
  /** Who opens the consent page from now on. */
  signIn(userId: string): void;
  /** Hooks of a document, of all users. */
  hooks(fileToken?: string): readonly Hook[];
  /** Another user makes hooks. @param callbackUrl by default one where nobody listens */
  addForeignHooks(count: number, userId?: string, callbackUrl?: string): readonly Hook[];
  /** Hooks go behind everybody's back. @returns those that went */
  removeHooks(which?: (hook: Hook) => boolean): readonly Hook[];
  loseCallbacks(count: number): void;
  /** Sends what is held back and waits until every callback has its answer (later tries apart). */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export const sampleApp = {
  appId: 'AK20261121KDOCSX',
  appKey: 'b6f0c1f5d9f2a7e3c4b8a1d0e9f7c6b5',
  redirectUris: ['http://127.0.0.1:34567/callback'],
} as const;
const bothScopes = ['access_personal_files', 'edit_personal_files'] as const;

export async function createKdocsService(options: KdocsOptions = {}): Promise<KdocsService> {
  const clock = options.clock ?? createSystemClock();
  const oddities: Oddities = { ...defaultOddities, ...options.oddities };
  const apps = (options.apps ?? [sampleApp]).map((app) => ({
    ...app,
    kind: options.appKind ?? ('test' as const),
  }));
  const users = options.users ?? ['ada', 'bo'];
  const accounts = createAccounts(apps, clock, oddities);
  const quota = createQuota(clock, oddities, options.limits);
  const hooks = createHooks();
  const callbacks = createCallbacks({ clock, oddities, disable: ({ id }) => hooks.remove(id) });
  const faults = createFaults();
  const calls = createJournal<Call>();
  const documents = new Map<string, KdocsDocument>();
  let person = users[0] ?? 'ada';

  function addDocument(definition: DocumentDefinition): KdocsDocument {
    const document: KdocsDocument = createDocument(
      definition,
      (change) => tell(document.fileToken, change),
      { now: clock.now, sameValueFires: () => oddities.sameValueFires },
    );
    documents.set(document.fileToken, document);
    return document;
  }

  function tell(fileToken: string, change: Change): void {
    const told: readonly Change[] =
      change.kind === 'records-created' && oddities.creationFiresCells
        ? [change, { ...change, kind: 'cells-updated' }]
        : [change];
    for (const one of told) {
      for (const { hook, facts } of hooks.covering(fileToken, one)) {
        if (oddities.hooksDieWithToken && !accounts.hasLiveToken(hook.userId))
          hooks.remove(hook.id);
        else callbacks.fire(hook, facts);
      }
    }
    if (change.kind === 'sheet-removed' && oddities.hooksDieWithSheet) {
      for (const hook of hooks.of(fileToken)) {
        if (hook.rule.sheet_id === change.sheetId) hooks.remove(hook.id);
      }
    }
  }

  for (const definition of options.documents ?? [{ name: '活动报名', sheets: signUpSheets }]) {
    addDocument(definition);
  }
  const documentOf = (fileToken?: string): KdocsDocument => {
    const found = fileToken ? documents.get(fileToken) : [...documents.values()][0];
    if (!found) throw new Error('no such document');
    return found;
  };

  const world: World = {
    oddities,
    accounts,
    hooks,
    callbacks,
    documents,
    files: () => [...(options.files ?? []), ...[...documents.values()].map(entryOf)],
    person: () => person,
    now: clock.now,
  };
  const routes = [
    ...consentRoutes(world),
    ...fileRoutes(world),
    ...hookRoutes(world),
    ...readRoutes(world),
    ...writeRoutes(world),
  ];
  const server = await startServer(
    { world, routes, quota, calls, takeFault: faults.take },
    options.port ?? 0,
  );

  return {
    url: server.url,
    oddities,
    faults,
    calls,
    callbacks: callbacks.sent,
    quota,
    accounts,
    document: documentOf,
    createDocument: addDocument,
    issueToken({ userId = person, appId = apps[0]?.appId ?? '', scopes = bothScopes } = {}) {
      const app = accounts.appOf(appId);
      if (!app) throw new Error(`no app ${appId}`);
      return accounts.issue({ userId, app, scopes });
    },
    signIn(userId) {
      person = userId;
    },
    hooks: (fileToken) => hooks.of(documentOf(fileToken).fileToken),
    addForeignHooks(
      count,
      userId = users[1] ?? 'bo',
      callbackUrl = 'http://127.0.0.1:9/elsewhere',
    ) {
      const { fileToken, sheets } = documentOf();
      const sheetId = [...sheets.keys()][0] ?? 1;
      return Array.from({ length: count }, () =>
        hooks.add({
          fileToken,
          type: 'dbt.sheets.icon',
          callbackUrl,
          rule: { sheet_id: sheetId },
          userId,
          appId: apps[0]?.appId ?? '',
        }),
      );
    },
    removeHooks(which = () => true) {
      const gone = [...documents.keys()].flatMap((fileToken) => hooks.of(fileToken)).filter(which);
      for (const { id } of gone) hooks.remove(id);
      return gone;
    },
    loseCallbacks: callbacks.loseNext,
    settled: callbacks.settled,
    async close() {
      callbacks.close();
      await server.close();
    },
  };
}

const entryOf = (document: KdocsDocument): FileEntry => ({
  id: document.fileToken,
  name: `${document.name}.dbt`,
  kind: 'file',
  modifiedAt: document.modifiedAt(),
  inAppFolder: document.inAppFolder,
  isOpenTo: document.isOpenTo,
});
