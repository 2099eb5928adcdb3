// One story of a base as webhooks, the live channel and the log tell it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import type { ChangeDraft } from '#core/sources/source';
import type { SeatableService } from '#simulators/seatable/service';
import { good } from './kdocs-account';
import { camille, connect, http, lei, readAll } from './seatable-account';
import { closeAfter, listen } from './seatable-session';

/** Catches what webhooks bring. */
export async function catcher(server: SeatableService): Promise<readonly Uint8Array[]> {
  const bodies: Uint8Array[] = [];
  const receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    bodies.push(Buffer.concat(chunks));
    response.end();
  });
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
  closeAfter(() => receiver.close());
  const { port } = receiver.address() as AddressInfo; // it listens on a port
  server.hooks.add(`http://127.0.0.1:${port}/in/x`, 's');
  return bodies;
}

/** What must be the same; of a deleted row a webhook does not tell the content, and of people no names. */
export const gist = (drafts: readonly ChangeDraft[]) =>
  drafts
    .filter(({ subject }) => subject === 'record')
    .map(({ identity, action, base, table, record, changes, occurredAt, actor, certainty }) => ({
      identity,
      action,
      base: base.id,
      table,
      record: record?.id,
      occurredAt,
      certainty,
      actor: [actor.kind, actor.kind === 'api' ? actor.name : actor.id],
      changes: action === 'deleted' ? [] : changes.map(plain),
    }));

/** Names of people are known to the roads that may ask for them. */
function plain({ field, beforeText = '', afterText = '' }: ChangeDraft['changes'][number]) {
  const named = (text: string) => text.replaceAll(lei, '李雷').replaceAll(camille, 'Camille');
  return [field.id, field.name, field.type, named(beforeText), named(afterText)];
}

interface Roads {
  readonly push: readonly ChangeDraft[];
  readonly live: readonly ChangeDraft[];
  readonly log: readonly ChangeDraft[];
}

/** @param story what happens while all three are there; the log is read when it is over */
export async function tellByAllRoads(
  server: SeatableService,
  story: (server: SeatableService) => void | Promise<void>,
): Promise<Roads> {
  const bound = connect(server);
  const head = good(await bound.history?.head(http, [{}]));
  const hooked = await catcher(server);
  const live = await listen(server);
  const before = server.base.log.length;
  await story(server);
  await server.hooks.idle();
  const count = server.base.log.length - before;
  await expect.poll(() => live.messages.length, { timeout: 10_000 }).toBe(count);
  const log = good(await bound.history?.since(http, [{}], head));
  const heard = live.messages.map(({ body }) => body);
  return {
    push: readAll(bound, 'push', hooked),
    live: readAll(bound, 'live', heard),
    log: readAll(bound, 'catch-up', log.bodies),
  };
}
