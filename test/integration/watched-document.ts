// A core that watches a table of the simulated platform, with the receiver itself as public address.
import { expect } from 'vitest';
import { createHttp } from '#core/core';
import type { CallInput } from '#shared/ipc';
import {
  createKdocsService,
  type KdocsOptions,
  type KdocsService,
} from '#simulators/kdocs/service';
import { type Desk, expectOk, openDesk } from './desk';

export interface Watched {
  readonly service: KdocsService;
  desk: Desk;
  readonly connectionId: string;
  /** Full view of the connection. */
  view(): Promise<ReturnType<typeof expectView>>;
  watch(watch: CallInput<'connections.watch'>['watch']): Promise<void>;
  /** Calls about hooks since the last time this was asked. */
  hookCalls(): readonly string[];
  close(): Promise<void>;
}

const expectView = (value: Awaited<ReturnType<Desk['core']['api']['connections.list']>>) => {
  const [view] = expectOk(value);
  if (!view) throw new Error('no connection');
  return view;
};

/** Once it is proved, it has all hooks looked at. */
export const atAddress = (desk: Desk, url: string): Promise<void> =>
  expect
    .poll(async () => expectOk(await desk.core.api['status.get']({})).tunnel)
    .toMatchObject({ kind: 'online', url });

export async function openWatched(
  options: KdocsOptions = {},
  start: { readonly publicAddress?: boolean; readonly dataDir?: string } = {},
): Promise<Watched> {
  const service = await createKdocsService(options);
  const { dataDir } = start;
  const desk = await openDesk({
    http: createHttp(fetch),
    vault: new Map(),
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  if (start.publicAddress ?? true) {
    expectOk(
      await desk.core.api['settings.set']({ publicAddress: { kind: 'own', url: desk.url } }),
    );
    await atAddress(desk, desk.url);
  }
  const { fileToken } = service.document();
  const { accessToken } = service.issueToken();
  const { id } = expectOk(
    await desk.core.api['connections.save']({
      source: 'kdocs',
      name: 'Docs',
      config: { fileToken, apiBase: service.url },
      secrets: { accessToken },
    }),
  );
  let seen = 0;
  const watched: Watched = {
    service,
    desk,
    connectionId: id,
    view: async () => expectView(await watched.desk.core.api['connections.list']({})),
    async watch(watch) {
      expectOk(await watched.desk.core.api['connections.watch']({ id, watch }));
    },
    hookCalls() {
      const calls = service.calls.entries.slice(seen);
      seen = service.calls.entries.length;
      return calls
        .filter((call) => call.path.includes('/webhook'))
        .map((call) => `${call.method} ${call.path.replace(/^.*\/webhook\//u, '')}`)
        .map((call) => call.replace(/^(DELETE) .*$/u, '$1'));
    },
    async close() {
      await watched.desk.close();
      await service.close();
    },
  };
  return watched;
}
