// The whole app connected to the simulated Feishu, watching one table or the whole base.
import { rmSync } from 'node:fs';
import { expect } from 'vitest';
import { createHttp } from '#core/core';
import type { ConnectionView } from '#shared/connection';
import { createFeishuService, type FeishuService, sampleApp } from '#simulators/feishu/service';
import { createRandom } from '../sources/mutations';
import { type Desk, type DeskOptions, expectOk, openDesk } from './desk';

export const wait = { timeout: 15_000 };

export interface FeishuDesk {
  readonly service: FeishuService;
  desk: Desk;
  readonly id: string;
  view(): Promise<ConnectionView>;
  /** Waits until the channel is open, and every table was compared. */
  isReady(): Promise<void>;
  /** Starts the app again; `meanwhile` happens while it does not run. */
  restart(meanwhile: () => void): Promise<void>;
  /** What of each change a person sees first. */
  told(): readonly (readonly unknown[])[];
  close(): Promise<void>;
}

interface Wishes {
  readonly config?: Readonly<Record<string, unknown>>;
  /** Watches this; one table when absent. */
  readonly target?: Readonly<Record<string, unknown>>;
  readonly before?: (service: FeishuService) => void;
  readonly options?: DeskOptions;
}

export async function openFeishuDesk(wishes: Wishes = {}): Promise<FeishuDesk> {
  const service = await createFeishuService({
    random: createRandom(7),
    roadRandom: createRandom(8),
    ...(wishes.options?.clock ? { clock: wishes.options.clock } : {}),
  });
  wishes.before?.(service);
  const options = { http: createHttp(fetch), vault: new Map(), ...wishes.options };
  let desk = await openDesk(options);
  const { dataDir } = desk;
  const saved = await desk.core.api['connections.save']({
    source: 'feishu',
    name: 'Project',
    config: {
      brand: 'feishu',
      appId: sampleApp.appId,
      apiBase: service.url,
      fileToken: `https://acme.feishu.cn/base/${service.base().token}`,
      ...wishes.config,
    },
    secrets: { appSecret: sampleApp.appSecret, verificationToken: 'verify-me', encryptKey: 'key' },
  });
  const { id } = expectOk(saved);
  const target = wishes.target ?? { tableId: service.base().table().id };
  const draft = { manage: true, target };
  expectOk(await desk.core.api['subscriptions.add']({ connectionId: id, draft }));

  const view = async () => {
    const [found] = expectOk(await desk.core.api['connections.list']({}));
    if (!found) throw new Error('no connection');
    return found;
  };
  const isReady = async () => {
    await expect.poll(async () => (await view()).live?.kind, wait).toBe('on');
    await expect.poll(async () => (await view()).state.comparedAt, wait).not.toBeNull();
  };
  await isReady();
  return {
    service,
    get desk() {
      return desk;
    },
    id,
    view,
    isReady,
    async restart(meanwhile) {
      await desk.core.stop();
      meanwhile();
      desk = await openDesk({ ...options, dataDir });
      await isReady();
    },
    told: () =>
      desk.events.map(({ table, action, record, changes }) => [
        table?.name,
        action,
        record?.title,
        changes.map(({ beforeText, afterText }) => `${beforeText}>${afterText}`).join(),
      ]),
    async close() {
      await desk.close();
      rmSync(dataDir, { recursive: true, force: true });
      await service.close();
    },
  };
}
