// Names for ids of one connection, backed by the store; what a payload teaches is known at once.
import type { LabelBook } from '../sources/bound-source';
import type { Store } from '../store/store';

/** @param now ms since 1970: how old the names learned here will be said to be */
export function createLabelBook(store: Store, connectionId: string, now: number): LabelBook {
  const { labels } = store;
  return {
    base: (id) => labels.name(connectionId, 'base', id),
    table: (id) => labels.name(connectionId, 'table', id),
    person: (id) => labels.name(connectionId, 'person', id),
    view: (tableId, viewId) => labels.view(connectionId, tableId, viewId),
    field: (tableId, fieldId) => labels.field(connectionId, tableId, fieldId),
    learn(facts) {
      if (facts.length > 0) labels.learn(connectionId, facts, now);
    },
  };
}
