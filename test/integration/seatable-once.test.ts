// One change of a SeaTable base is one row, also where its roads do not agree on the time, or one tells none.
import { afterEach, expect, test } from 'vitest';
import { createHttp } from '#core/core';
import { sources } from '#core/sources/index';
import type { SeatableService } from '#simulators/seatable/service';
import { accountToken, apiToken, type Faults } from '#simulators/seatable/set-up';
import { type Desk, expectOk, openDesk } from './desk';
import { camille, lei, startServer, tableId } from './seatable-account';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Setting {
  readonly server: SeatableService;
  readonly desk: Desk;
  readonly id: string;
}

async function begin(faults: Partial<Faults>, manage: boolean): Promise<Setting> {
  const server = await startServer(faults);
  closing.push(server.close);
  const desk = await openDesk({ http: createHttp(fetch), sources });
  closing.push(() => desk.close());
  const { id } = expectOk(
    await desk.core.api['connections.save']({
      ...{ source: 'seatable', name: 'CRM', config: { server: server.url } },
      secrets: { apiToken, ...(manage ? { accountToken } : {}) },
    }),
  );
  const draft = { manage, target: {} };
  expectOk(await desk.core.api['subscriptions.add']({ connectionId: id, draft }));
  await expect.poll(() => server.listeners(), { timeout: 10_000 }).toBe(1);
  if (manage) await expect.poll(() => server.hooks.list.length, { timeout: 5000 }).toBe(1);
  return { server, desk, id };
}

const rows = async ({ desk }: Setting) =>
  expectOk(await desk.core.api['feed.page']({ query: '', after: null, limit: 100 })).rows;

/** How many deliveries were read, by the road they came. */
async function read({ desk, id }: Setting): Promise<Readonly<Record<string, number>>> {
  const filter = { connectionId: id, state: 'decoded', beforeSeq: null, limit: 200 } as const;
  const all = expectOk(await desk.core.api['deliveries.list'](filter));
  const counts: Record<string, number> = {};
  for (const { channel } of all) counts[channel] = (counts[channel] ?? 0) + 1;
  return counts;
}

test.each([7, -7])(
  'webhooks whose time is %i ms off tell no row twice, and rows there and back stay as many as they were',
  async (hookSkew) => {
    const at = await begin({ hookSkew }, true);
    const { base } = at.server;
    const row = base.insert(tableId, { '0000': 'Acme' }, { user: lei });
    const other = base.insert('0001', { '0000': 'Call' }, { user: lei });
    for (const signed of [true, false, true, false, true]) {
      base.modify(tableId, row, { ck01: signed }, { user: camille });
    }
    base.modify(tableId, row, { st01: '381992', pc01: 0.5 }, { app: 'importer' });
    base.link(tableId, 'ln01', row, other, { user: lei });
    base.remove(tableId, row, { user: lei });
    await at.server.hooks.idle();
    // A link is told of both of its rows.
    const told = { live: 10, push: 10 };
    await expect.poll(() => read(at), { timeout: 15_000 }).toMatchObject(told);
    expect(await rows(at)).toHaveLength(11);
  },
  40_000,
);

test('an operation that the log shows only after its message was told is the same row, with its time and author', async () => {
  const at = await begin({ logDelay: 11_500 }, false);
  const row = at.server.base.insert(tableId, { '0000': 'Acme' }, { user: lei });
  at.server.base.remove(tableId, row, { user: camille });
  at.server.base.renameColumn(tableId, 'st01', 'Stage', { user: lei });
  const time = at.server.base.log.map(({ op_time }) => op_time);
  await expect.poll(() => rows(at), { timeout: 20_000 }).toHaveLength(3);
  expect(await rows(at)).toMatchObject(Array(3).fill({ occurredAt: null }));
  await expect.poll(() => Date.now(), { timeout: 20_000 }).toBeGreaterThan((time[2] ?? 0) + 11_600);
  expectOk(await at.desk.core.api['connections.catchUp']({ id: at.id }));
  await expect.poll(() => read(at), { timeout: 5000 }).toMatchObject({ 'catch-up': 3 });
  const told = await rows(at);
  expect(told).toHaveLength(3);
  const ofAction = (action: string) => told.find((one) => one.action === action);
  expect(ofAction('created')).toMatchObject({ occurredAt: time[0], actor: { name: '李雷' } });
  expect(ofAction('deleted')).toMatchObject({ occurredAt: time[1], actor: { name: 'Camille' } });
}, 60_000);
