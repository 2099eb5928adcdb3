// The feed: pages, what is new, one event, the timeline of its record, and reading marks.
import { cursorOf } from '#shared/feed';
import type { CallName, Handlers } from '#shared/ipc';
import { withLinkedTitles } from '#shared/linked';
import { parseQuery } from '#shared/query/parse';
import { emptyQuery } from '#shared/query/query';
import { err, ok } from '#shared/result';
import type { Engine } from '../engine';
import { recordAt } from './record-at';

type FeedCall = Extract<CallName, `feed.${string}`>;

const timelineLength = 200;
const sinceLimit = 500;

export function feedCalls(engine: Engine): Handlers<FeedCall> {
  const { store, clock, pushes, status } = engine;
  const { events } = store;

  /** How many match, and how many of all the query hides. */
  function totals(query: Parameters<typeof events.count>[0]) {
    const all = events.count(emptyQuery);
    const total = query.terms.length === 0 ? all : events.count(query);
    return { total, hidden: all - total };
  }

  return {
    async 'feed.page'({ query, after, limit }) {
      const parsed = parseQuery(query, clock.now());
      if (!parsed.ok) return parsed;
      const seq = events.newestSeq();
      const rows = events.page(parsed.value, after, limit + 1);
      const page = rows.slice(0, limit).map(withLinkedTitles);
      const last = page.at(-1);
      const next = rows.length > limit && last ? cursorOf(last) : null;
      return ok({ rows: page, next, seq, ...totals(parsed.value) });
    },

    async 'feed.since'({ query, seq }) {
      const parsed = parseQuery(query, clock.now());
      if (!parsed.ok) return parsed;
      const newest = events.newestSeq();
      return ok({
        rows: events.since(parsed.value, seq, sinceLimit).map(withLinkedTitles),
        seq: newest,
        ...totals(parsed.value),
      });
    },

    async 'feed.event'({ id }) {
      const row = events.get(id);
      return row ? ok(withLinkedTitles(row)) : err({ code: 'not-found' });
    },

    async 'feed.timeline'({ id, limit = timelineLength }) {
      const row = events.get(id);
      if (!row) return err({ code: 'not-found' });
      return ok(events.ofRecord(row, limit).map(withLinkedTitles));
    },

    async 'feed.recordAt'({ id, when = 'after' }) {
      const row = events.get(id);
      return row ? recordAt(engine, row, when) : err({ code: 'not-found' });
    },

    async 'feed.mark'({ target, unread }) {
      let changed: number;
      if ('ids' in target) {
        changed = events.mark({ ids: target.ids }, unread);
      } else {
        const parsed = parseQuery(target.query, clock.now());
        if (!parsed.ok) return parsed;
        changed = events.mark({ query: parsed.value }, unread);
      }
      if (changed > 0) {
        pushes.send('feed', { newest: events.newestSeq(), added: 0 });
        status.touch();
      }
      return ok({ changed });
    },
  };
}
