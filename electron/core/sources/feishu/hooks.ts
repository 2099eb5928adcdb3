// The app's subscription to a base: without it no event of the base is sent, by whichever road.
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { err, ok, type Result } from '#shared/result';
import type { Hooks, ServiceHook } from '../source';
import { baseTokenOf, type FeishuConfig, type FeishuTarget } from './config';
import { type Access, call, part } from './server/client';
import { admitted } from './server/token';

const subscribed = z.object({ is_subscribe: z.boolean() });
const anything = z.unknown();

/** https://open.larksuite.com/document/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/file/get_subscribe (1069605) */
const notSubscribed = 1_069_605;
const noDocument = 1_069_604;
/** Status calls in a minute; subscribing is not so limited. */
const mayAsk = 10;

/** `hookId` is the base's token: the service has one subscription a base, and one address for the whole app. */
export const hooks: Hooks<FeishuConfig, FeishuTarget> = {
  async list(given, targets) {
    const own = await admitted(given);
    if (!own.ok) return own;
    const access = own.value;
    const bases = new Set(targets.flatMap((target) => baseTokenOf(access.config, target) ?? []));
    const listed: ServiceHook[] = [];
    const inTurn = turned([...bases]);
    for (const base of inTurn.slice(0, mayAsk)) {
      const found = await isSubscribed(access, base);
      if (!found.ok) return found;
      if (found.value) listed.push(hookOf(base));
    }
    // More than may be asked for in a minute are taken for what they were; another look begins elsewhere.
    return ok([...listed, ...inTurn.slice(mayAsk).map(hookOf)]);
  },

  async create(access, { target }) {
    const base = baseTokenOf(access.config, target);
    if (base === undefined) return err({ code: 'base-not-picked' });
    const made = await call(access, {
      method: 'POST',
      path: `drive/v1/files/${part(base)}/subscribe`,
      query: { file_type: 'bitable' },
      answer: anything,
      about: base,
    });
    return made.ok ? ok({ hookId: base }) : made;
  },

  async remove(access, hookId) {
    const removed = await call<unknown>(access, {
      method: 'DELETE',
      path: `drive/v1/files/${part(hookId)}/delete_subscribe`,
      query: { file_type: 'bitable' },
      answer: anything,
      fine: new Map([
        [notSubscribed, null],
        [noDocument, null],
      ]),
      about: hookId,
    });
    return removed.ok ? ok(null) : removed;
  },
};

async function isSubscribed(access: Access, base: string): Promise<Result<boolean>> {
  const found = await call(access, {
    method: 'GET',
    path: `drive/v1/files/${part(base)}/get_subscribe`,
    query: { file_type: 'bitable' },
    answer: subscribed,
    fine: new Map([[notSubscribed, { is_subscribe: false }]]),
    about: base,
  });
  return found.ok ? ok(found.value.is_subscribe) : found;
}

const hookOf = (base: string): ServiceHook => ({
  hookId: base,
  title: base,
  callbackUrl: null,
  active: true,
  tableId: null,
});

/** The list from a random place on, where it is too long to be asked through. */
function turned(bases: readonly string[]): readonly string[] {
  if (bases.length <= mayAsk) return bases;
  const start = randomInt(bases.length);
  return [...bases.slice(start), ...bases.slice(0, start)];
}
