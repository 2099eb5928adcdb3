// People whom the list of a base does not name, such as those who left it: each is asked for once, and not waited for long.
import type { Access } from '../server/client';
import { readPerson } from '../server/people';

/** ms; a name is not worth a longer wait. One that comes later serves the changes after it. */
const longest = 3000;
/** People asked for at once; others are asked for when they are met again. */
const atOnce = 20;

export interface Strangers {
  /** Asks for those who were not asked for yet. It never fails: whoever has no name keeps the id. */
  ask(ids: readonly string[]): Promise<void>;
  /** Names that were given so far, by internal id. */
  names(): ReadonlyMap<string, string>;
}

export function createStrangers(access: Access): Strangers {
  const asked = new Set<string>();
  const names = new Map<string, string>();

  async function learn(id: string): Promise<void> {
    asked.add(id);
    const read = await readPerson(access, id);
    if (read.ok) names.set(id, read.value);
  }

  return {
    async ask(ids) {
      const fresh = [...new Set(ids)].filter((id) => !asked.has(id)).slice(0, atOnce);
      if (fresh.length === 0) return;
      let cancel = () => {};
      const late = new Promise<void>((go) => {
        const timer = setTimeout(go, longest);
        cancel = () => clearTimeout(timer);
      });
      await Promise.race([Promise.allSettled(fresh.map(learn)), late]);
      cancel();
    },
    names: () => names,
  };
}
