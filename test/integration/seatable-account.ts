// A simulated SeaTable server with one base of every kind of column, and a source that is connected to it.
import { createHttp } from '#core/core';
import type { Http } from '#core/ports';
import { defineSource } from '#core/sources/bind';
import type { BoundSource } from '#core/sources/bound-source';
import { seatable } from '#core/sources/seatable/index';
import type { ChangeDraft, LiveMessage } from '#core/sources/source';
import type { Problem } from '#shared/result';
import { type SeatableService, startSeatable } from '#simulators/seatable/service';
import { apiToken, type Faults } from '#simulators/seatable/set-up';
import { createLabelBook } from '../sources/label-book';

export const http = createHttp(fetch);
export const uuid = 'fae0a3a4-2ba9-4df8-8e83-03fd385e37de';
export const tableId = '9g8f';
export const [lei, camille] = [
  '4bc9a7c79c5942c5b6238413f2132bea@auth.local',
  '8f71e0224c012a0365ad4e3c733a1bce@auth.local',
] as const;
/** Who uses an app of the base alone; who left the base; whom nobody knows. */
export const [amir, ana, nobody] = [
  '1d2c3b4a59687786a5b4c3d2e1f00112@auth.local',
  'c0ffee00c0ffee00c0ffee00c0ffee00@auth.local',
  '00000000000000000000000000000000@auth.local',
] as const;

const options = [
  { id: '381992', name: 'Won 🎉', color: '#59CB74', textColor: '#FFFFFF' },
  { id: '830278', name: 'Open', color: '#FBD44A', textColor: '#FFFFFF' },
];

/** The settings of a link stand in the columns of both tables. */
const link = {
  link_id: 'aB3d',
  table_id: '9g8f',
  other_table_id: '0001',
  display_column_key: '0000',
};

const columns = () => [
  { key: '0000', name: 'Name', type: 'text', data: {} },
  { key: 'st01', name: 'Status', type: 'single-select', data: { options } },
  { key: 'tg01', name: 'Tags', type: 'multiple-select', data: { options } },
  { key: 'ow01', name: 'Owner', type: 'collaborator', data: null },
  { key: 'pc01', name: 'Share', type: 'number', data: { format: 'percent' } },
  { key: 'du01', name: 'Effort', type: 'duration', data: { duration_format: 'h:mm' } },
  { key: 'da01', name: 'Due', type: 'date', data: { format: 'DD.MM.YYYY' } },
  { key: 'ck01', name: 'Signed', type: 'checkbox', data: null },
  { key: 'fi01', name: 'Files', type: 'file', data: null },
  { key: 'lt01', name: 'Note', type: 'long-text', data: {} },
  { key: 'ln01', name: 'Tasks', type: 'link', data: link },
  { key: '_ctime', name: 'Made', type: 'ctime', data: null },
];

export function startServer(
  faults: Partial<Faults> = {},
  now: () => number = Date.now,
): Promise<SeatableService> {
  return startSeatable({
    uuid,
    name: "CRM d'été",
    workspace: 7,
    tables: [
      { _id: tableId, name: 'Deals', columns: columns(), rows: [] },
      {
        _id: '0001',
        name: 'Tasks',
        columns: [
          { key: '0000', name: 'Task', type: 'text', data: {} },
          { key: 'dl01', name: 'Deal', type: 'link', data: link },
        ],
        rows: [],
      },
    ],
    people: [
      [lei, '李雷'],
      [camille, 'Camille'],
    ],
    appUsers: [[amir, 'Amir']],
    left: [[ana, 'Ana']],
    now,
    faults,
  });
}

export function connect(
  server: SeatableService,
  secrets: Readonly<Record<string, string>> = { apiToken },
  more: { readonly config?: object; readonly target?: object } = {},
): BoundSource {
  const bound = defineSource(seatable).bind({
    connectionId: 'c',
    config: { server: server.url, ...more.config },
    target: more.target ?? {},
    secrets,
  });
  if (!bound.ok) throw new Error(JSON.stringify(bound.error));
  return bound.value;
}

/** Reads bodies one after the other, as the worker does. */
export function readAll(
  bound: BoundSource,
  channel: 'push' | 'live' | 'catch-up',
  bodies: readonly Uint8Array[],
): readonly ChangeDraft[] {
  const labels = createLabelBook();
  return bodies.flatMap((body, index) => {
    const delivery = { id: `${channel} ${index}`, channel, receivedAt: 0, headers: {}, body };
    const read = bound.read(delivery, labels);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    return read.value;
  });
}

export interface Listening {
  readonly messages: readonly LiveMessage[];
  readonly ups: () => number;
  readonly down: () => { readonly problem: Problem; readonly retry: string } | null;
  close(): void;
}

export function listenLive(bound: BoundSource, through: Http = http): Listening {
  const messages: LiveMessage[] = [];
  let ups = 0;
  let down: { problem: Problem; retry: string } | null = null;
  const channel = bound.live?.open(through, [{}], {
    up() {
      ups += 1;
    },
    async deliver(message) {
      messages.push(message);
      return true;
    },
    down(problem, retry) {
      down = { problem, retry };
    },
  });
  return { messages, ups: () => ups, down: () => down, close: () => channel?.close() };
}
