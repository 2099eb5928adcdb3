// People of SeaTable who are not listed in the base: who made a change and who stands in a cell have a name all the same.
import { expect, test } from 'vitest';
import { accountToken, apiToken } from '#simulators/seatable/set-up';
import { good } from './kdocs-account';
import { amir, ana, connect, http, lei, nobody, readAll, tableId } from './seatable-account';
import { begin as beginDesk } from './seatable-desk';
import { begin, listen } from './seatable-session';

const lookUps = (asked: readonly string[]) =>
  asked.filter((one) => one.includes('/app-user-info/')).map((one) => one.split('=')[1]);

test('who left the base or uses its apps alone is named as author and in cells, and asked for once', async () => {
  const server = await begin();
  const bound = connect(server);
  const head = good(await bound.history?.head(http, [{}]));
  const channel = await listen(server);
  const row = server.base.insert(tableId, { '0000': 'Acme' }, { user: ana });
  await expect.poll(() => channel.messages.length, { timeout: 5000 }).toBe(1);
  server.base.modify(tableId, row, { ow01: [lei, amir, ana, nobody] }, { user: nobody });
  server.base.modify(tableId, row, { ow01: [ana] }, { user: amir });
  await expect.poll(() => channel.messages.length, { timeout: 5000 }).toBe(3);
  const encoded = [ana, nobody].map(encodeURIComponent);
  expect(lookUps(server.asked)).toEqual(encoded);

  const log = good(await bound.history?.since(http, [{}], head));
  for (const bodies of [channel.messages.map(({ body }) => body), log.bodies]) {
    const drafts = readAll(bound, 'live', bodies);
    expect(drafts.map(({ actor }) => actor)).toEqual([
      { kind: 'person', id: ana, name: 'Ana' },
      { kind: 'person', id: nobody },
      { kind: 'person', id: amir, name: 'Amir' },
    ]);
    expect(drafts.slice(1).map(({ changes }) => changes[0]?.afterText)).toEqual([
      `李雷, Amir, Ana, ${nobody}`,
      'Ana',
    ]);
  }
});

test('a stranger whom a webhook alone tells of is named before the change is told', async () => {
  const { server, desk } = await beginDesk({ apiToken, accountToken }, true, {}, ({ faults }) => {
    faults.otherAge = 'refuses';
    faults.noLog = true;
  });
  await expect.poll(() => server.hooks.list.length, { timeout: 5000 }).toBe(1);
  server.base.insert(tableId, { '0000': 'Acme' }, { user: ana });
  server.base.insert(tableId, { '0000': '深圳' }, { user: nobody });
  await desk.sawEvents(2);
  expect(desk.events.map(({ origin, actor }) => [origin, actor.name ?? actor.id])).toEqual([
    ['push', 'Ana'],
    ['push', nobody],
  ]);
  expect(lookUps(server.asked)).toEqual([ana, nobody].map(encodeURIComponent));
}, 30_000);
