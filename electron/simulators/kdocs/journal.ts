// What happened, in order, with a way to wait for a fact instead of for time.

export interface Journal<Entry> {
  readonly entries: readonly Entry[];
  /**
   * Resolves as soon as `count` entries, past or future, satisfy `predicate`.
   * @param withinMs of real time; a wait that finds nothing says so instead of hanging the test
   * @returns the last of these entries
   */
  waitFor(predicate: (entry: Entry) => boolean, count?: number, withinMs?: number): Promise<Entry>;
}

export interface OpenJournal<Entry> extends Journal<Entry> {
  /** @returns its place, counted from 0 */
  add(entry: Entry): number;
  update(place: number, news: Partial<Entry>): void;
}

export function createJournal<Entry extends object>(): OpenJournal<Entry> {
  const entries: Entry[] = [];
  const waiting = new Set<() => void>();
  const tell = () => {
    for (const check of [...waiting]) check();
  };
  return {
    entries,
    add(entry) {
      entries.push(entry);
      tell();
      return entries.length - 1;
    },
    update(place, news) {
      const entry = entries[place];
      if (!entry) throw new Error(`no entry ${place}`);
      entries[place] = { ...entry, ...news };
      tell();
    },
    waitFor(predicate, count = 1, withinMs = 10_000) {
      return new Promise((resolve, reject) => {
        const found = () => entries.filter(predicate);
        const check = () => {
          const entry = found()[count - 1];
          if (!entry) return;
          stop();
          resolve(entry);
        };
        const timer = setTimeout(() => {
          stop();
          reject(
            new Error(
              `waited for ${count}, found ${found().length} among ${entries.length} entries`,
            ),
          );
        }, withinMs);
        const stop = () => {
          clearTimeout(timer);
          waiting.delete(check);
        };
        waiting.add(check);
        check();
      });
    },
  };
}
