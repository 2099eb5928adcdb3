// Asks which base an address stands for that a connection names, such as a wiki's page.
import { ok } from '#shared/result';
import type { Purpose } from '../budget/budget';
import { enteredIn } from '../connections/settled-base';
import type { Engine } from '../engine';
import { problemFields } from '../redact-log';
import type { StoredConnection } from '../store/store';

/** Asks which base it is, where that is not known yet; where the service does not say, nothing changes. */
export async function settleBase(
  { directory, services, store, clock, log }: Engine,
  connection: StoredConnection,
  purpose: Purpose,
): Promise<void> {
  const { id, source } = connection;
  const entered = enteredIn(directory.source(source).info, connection);
  const reader = directory.reader(id, null);
  const isSettled = entered === null || (reader?.tables?.all({}) ?? null) !== null;
  if (isSettled || !reader?.discover || !directory.canCall(id)) return;
  const nothing = { bases: [], next: null };
  const found = await services.call(
    id,
    purpose,
    async (bound, http) =>
      (await bound.discover?.bases(http, { search: '', cursor: null })) ?? ok(nothing),
  );
  if (!found.ok) {
    log.warn('a base could not be found by its address', problemFields(found.error));
    return;
  }
  const [base] = found.value.bases;
  if (base?.address === undefined || store.connections.get(id) === null) return;
  store.labels.learn(id, [{ kind: 'address', id: entered, name: base.address }], clock.now());
  directory.reload();
}
