// A core without a window that watches one table of a real NocoDB, and what its feed says of each change.
import { expect } from 'vitest';
import { createHttp } from '#core/core';
import type { Http } from '#core/ports';
import type { ConnectionView } from '#shared/connection';
import type { FeedRow } from '#shared/feed';
import { type Desk, expectOk, openDesk } from '../integration/desk';
import type { NocodbTable } from './nocodb-api';
import type { NocodbServer } from './nocodb-server';

const wait = { timeout: 20_000, interval: 100 };

export interface Watched {
  readonly connectionId: string;
  /** Pages of rows that were asked for since the last time this was asked. */
  pagesRead(): number;
  view(): Promise<ConnectionView>;
  /** The feed's rows about records, the newest first. */
  rows(): Promise<readonly FeedRow[]>;
  /** Those about fields and tables. */
  structure(): Promise<readonly FeedRow[]>;
  /** Looks at its hooks and names, as the button does. */
  check(): Promise<ConnectionView>;
  /** Compares its tables, as the button does. */
  catchUp(): Promise<ConnectionView>;
  /** Rows once there are so many. */
  told(count: number): Promise<readonly FeedRow[]>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Every table was compared since then (ms since 1970). */
  compared(since: number): Promise<void>;
  close(): Promise<void>;
}

export async function watch(server: NocodbServer, table: NocodbTable): Promise<Watched> {
  let pages = 0;
  const plain = createHttp(fetch);
  const http: Http = {
    request(wanted) {
      if (/\/records\?.*limit=1000/.test(wanted.url)) pages += 1;
      return plain.request(wanted);
    },
  };
  const options = { http, vault: new Map<string, string>() };
  let desk: Desk = await openDesk(options);
  const { dataDir } = desk;
  let isRunning = true;
  const { id } = expectOk(
    await desk.core.api['connections.save']({
      source: 'nocodb',
      name: 'Real',
      config: { server: server.url },
      secrets: { token: server.token },
    }),
  );
  expectOk(
    await desk.core.api['subscriptions.add']({
      connectionId: id,
      draft: { manage: true, target: { tableId: table.id, baseId: table.baseId } },
    }),
  );

  const found = async (query: string) =>
    expectOk(await desk.core.api['feed.page']({ query, after: null, limit: 500 })).rows;

  const watched: Watched = {
    connectionId: id,
    pagesRead() {
      const read = pages;
      pages = 0;
      return read;
    },
    async view() {
      const [found] = expectOk(await desk.core.api['connections.list']({}));
      if (!found) throw new Error('no connection');
      return found;
    },
    rows: () => found('subject:record'),
    structure: () => found('subject:field|table'),
    check: async () => expectOk(await desk.core.api['connections.check']({ id })),
    catchUp: async () => expectOk(await desk.core.api['connections.catchUp']({ id })),
    async told(count) {
      await expect.poll(async () => (await watched.rows()).length, wait).toBe(count);
      return watched.rows();
    },
    async stop() {
      await desk.core.stop();
      isRunning = false;
    },
    async start() {
      desk = await openDesk({ ...options, dataDir });
      isRunning = true;
    },
    async compared(since) {
      await expect
        .poll(async () => (await watched.view()).state.comparedAt ?? 0, wait)
        .toBeGreaterThanOrEqual(since);
    },
    async close() {
      if (isRunning) await desk.core.stop();
    },
  };
  await watched.compared(1);
  await expect
    .poll(async () => (await watched.view()).subscriptions.map(({ hookId }) => hookId), wait)
    .toEqual([expect.any(String)]);
  return watched;
}

export const hooksOf = (server: NocodbServer, table: NocodbTable): Promise<unknown> =>
  server.api.call('GET', `/api/v2/meta/tables/${table.id}/hooks`);

/** What a person reads of a change, whatever road it came by: all but who, when and how sure. */
export const gistOf = ({ action, record, table, link, changes }: FeedRow) => ({
  action,
  record,
  table,
  link: link ?? null,
  changes: changes
    .map(({ field, beforeText = '', afterText = '', beforeChips, afterChips }) => ({
      field: field.name,
      type: field.type,
      beforeText,
      afterText,
      beforeChips,
      afterChips,
    }))
    .sort((a, b) => (String(a.field) < String(b.field) ? -1 : 1)),
});

export const gistsOf = (rows: readonly FeedRow[]) =>
  rows.map(gistOf).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

const keyOf = ({ record, action }: ReturnType<typeof gistOf>) =>
  `${record?.id.padStart(9, '0')} ${action}`;
