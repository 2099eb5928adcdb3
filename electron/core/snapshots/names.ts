// Changes of fields whose names nobody knows yet: the schema is read before they are told, though not waited for long.
import type { Log } from '../ports';
import { errorName } from '../redact-log';
import type { ChangeDraft } from '../sources/source';
import type { ScanNeeds } from './scan';
import type { SchemaBook } from './schema';
import type { SetAside, Waiting } from './set-aside';

/** ms; a name is not worth a longer wait. */
const longest = 5000;

export const namesKey = 'names';

/** A new or changed field that is only known by its id. */
export const isNameless = ({ subject, action, changes }: ChangeDraft): boolean =>
  subject === 'field' &&
  action !== 'deleted' &&
  changes.some(({ field }) => field.name === undefined);

/** @returns reads the names, and gives the delivery back; it never fails */
export function createNameReader(
  needs: Pick<ScanNeeds, 'store' | 'clock' | 'stopped' | 'wake'> & { readonly log: Log },
  schemas: Pick<SchemaBook, 'refresh'>,
  aside: SetAside,
): (connectionId: string, waiting: Waiting) => Promise<void> {
  async function isRead(connectionId: string): Promise<boolean> {
    let cancel = () => {};
    const late = new Promise<boolean>((go) => {
      cancel = needs.clock.after(longest, () => go(false));
    });
    const read = schemas.refresh(connectionId, 'values').then(
      ({ ok }) => ok,
      () => false,
    );
    const answer = await Promise.race([read, late]);
    cancel();
    return answer;
  }

  return async (connectionId, waiting) => {
    const known = new Set((await isRead(connectionId)) ? [namesKey] : []);
    if (needs.stopped()) return;
    try {
      needs.store.transaction(() => aside.giveBack(waiting, namesKey, known));
      needs.wake();
    } catch (error) {
      // It stays set aside, and is read with the next start.
      needs.log.error('names were not noted', { error: errorName(error) });
    }
  };
}
