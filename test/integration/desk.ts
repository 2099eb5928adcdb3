// A real core on a temporary folder and a free port, with a recorded notifier; what integration tests work at.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Core, createCore } from '#core/core';
import type { Clock, DemoTraffic, Http, Notification, Ports, ProcessHost } from '#core/ports';
import type { Source } from '#core/sources/bind';
import type { ChangeEvent } from '#shared/event';
import { err, type Result } from '#shared/result';

export interface Desk {
  readonly core: Core;
  readonly url: string;
  readonly dataDir: string;
  readonly events: readonly ChangeEvent[];
  readonly notifications: readonly Notification[];
  /** Pages that were to be opened in the browser. */
  readonly opened: readonly string[];
  /** Resolves when `count` events were stored since the start. */
  sawEvents(count: number): Promise<readonly ChangeEvent[]>;
  /** Stops the core and starts a new one on the same folder. */
  restart(): Promise<Desk>;
  close(): Promise<void>;
}

export interface DeskOptions {
  readonly dataDir?: string;
  readonly demo?: DemoTraffic;
  readonly http?: Http;
  readonly vault?: Map<string, string>;
  /** The machine's when absent. */
  readonly clock?: Clock;
  readonly processes?: ProcessHost;
  /** Where locks between data folders are; by default in this one's. */
  readonly stateDir?: string;
  readonly sources?: readonly Source[];
}

const noHttp: Http = {
  request: async ({ url }) =>
    err({ code: 'service-unreachable', params: { host: url, reason: 'test' } }),
};

const machineClock: Clock = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

export const noProcesses: ProcessHost = {
  start() {
    throw new Error('no helper in this test');
  },
};

/** Unwraps what must have worked. */
export function expectOk<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`expected ok, got ${JSON.stringify(result.error)}`);
  return result.value;
}

export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'tablewatch-'));
  const vault = options.vault ?? new Map<string, string>();
  const notifications: Notification[] = [];
  const opened: string[] = [];
  const events: ChangeEvent[] = [];
  const waiting = new Set<() => void>();
  let nextId = 0;

  const ports: Ports = {
    clock: options.clock ?? machineClock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    vault: {
      lasting: true,
      get: (key) => vault.get(key),
      set: (key, value) => void vault.set(key, value),
      delete: (key) => void vault.delete(key),
    },
    notifier: {
      async show(notification) {
        notifications.push(notification);
        for (const check of waiting) check();
        return { kind: 'shown' };
      },
    },
    http: options.http ?? noHttp,
    browser: { open: (url) => void opened.push(url) },
    ids: {
      uuid: () => crypto.randomUUID(),
      token: () => {
        nextId += 1;
        return `token-${nextId}-${crypto.randomUUID()}`;
      },
    },
    processes: options.processes ?? noProcesses,
    demo: options.demo ?? { connections: [], start: () => () => {} },
  };
  const core = expectOk(
    createCore(ports, {
      dataDir,
      port: 0,
      version: '0.0.0',
      locale: 'en',
      stateDir: options.stateDir ?? join(dataDir, 'state'),
      ...(options.sources ? { sources: options.sources } : {}),
    }),
  );
  core.onEvents((stored) => {
    events.push(...stored);
    for (const check of waiting) check();
  });
  const { receiver } = expectOk(await core.start());

  const desk: Desk = {
    core,
    url: receiver,
    dataDir,
    events,
    notifications,
    opened,
    sawEvents: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (events.length < count) return;
          waiting.delete(check);
          resolve(events);
        };
        waiting.add(check);
        check();
      }),
    async restart() {
      await core.stop();
      return openDesk({ ...options, dataDir, vault });
    },
    async close() {
      await core.stop();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return desk;
}

/** A SeaTable connection with one subscription made by hand. @returns the address to post to */
export async function connectSeaTable(
  desk: Desk,
  secrets: Readonly<Record<string, string>> = {},
): Promise<string> {
  const connection = expectOk(
    await desk.core.api['connections.save']({
      source: 'seatable',
      name: 'CRM',
      config: {},
      secrets: { ...secrets },
    }),
  );
  const subscription = expectOk(
    await desk.core.api['subscriptions.add']({
      connectionId: connection.id,
      draft: { manage: false, target: {} },
    }),
  );
  return subscription.callbackUrl;
}

/** A SeaTable `modify_row` of one text cell. */
export function seatableEdit(
  row: string,
  before: string,
  after: string,
  more: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({
    event: 'update',
    data: {
      dtable_uuid: 'fae0a3a42ba94df88e8303fd385e37de',
      row_id: row,
      op_user: '4bc9a7c79c5942c5b6238413f2132bea@auth.local',
      op_type: 'modify_row',
      op_time: 1_649_929_622.589,
      table_id: '9g8f',
      table_name: 'Opportunities',
      row_name: '深圳',
      row_data: [
        {
          column_key: '589r',
          column_name: '状态',
          column_type: 'text',
          column_data: {},
          value: after,
          old_value: before,
        },
      ],
      ...more,
    },
  });
}

export const post = (
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: HeadersInit = {},
) => fetch(url, { method: 'POST', body, headers });
