// Names for ids while an old delivery is read again: those it tells itself, then those it was told with, then today's.
import type { ChangeEvent } from '#shared/event';
import type { LabelFact } from '#shared/label';
import { createLabelBook } from '../connections/label-book';
import type { LabelBook } from '../sources/bound-source';
import type { Store } from '../store/store';

/**
 * Who renames a field today does not rename it in what happened before. What the delivery teaches is said to be as old as it
 * is, so that it stands back behind what was learned since.
 * @param receivedAt ms since 1970
 * @param told events that were stored from the delivery
 */
export function createOldNames(
  store: Store,
  { connectionId, receivedAt }: { readonly connectionId: string; readonly receivedAt: number },
  told: readonly ChangeEvent[],
): LabelBook {
  const today = createLabelBook(store, connectionId, receivedAt);
  const taught = new Map<string, LabelFact>();
  const former = new Map<string, string>();
  for (const event of told) noteNames(former, event);

  /** It got its name of today after the delivery had come. */
  const isNewer = (kind: LabelFact['kind'], tableId: string, id: string): boolean =>
    (store.labels.since(connectionId, kind, tableId, id) ?? 0) > receivedAt;
  const fact = (...parts: readonly string[]) => taught.get(key(...parts));
  const name = (kind: 'base' | 'table' | 'person', id: string): string | undefined => {
    const own = fact(kind, id);
    if (own?.kind === kind) return own.name;
    const name = today[kind](id);
    return name !== undefined && isNewer(kind, '', id) ? (former.get(key(kind, id)) ?? name) : name;
  };
  return {
    learn(facts) {
      for (const one of facts) taught.set(keyOf(one), one);
      today.learn(facts);
    },
    base: (id) => name('base', id),
    table: (id) => name('table', id),
    person: (id) => name('person', id),
    view(tableId, id) {
      const own = fact('view', tableId, id);
      return own?.kind === 'view' ? own.name : today.view(tableId, id);
    },
    field(tableId, id) {
      const own = fact('field', tableId, id);
      if (own?.kind === 'field') return own.label ?? undefined;
      const label = today.field(tableId, id);
      const then = former.get(key('field', tableId, id));
      return label && then !== undefined && isNewer('field', tableId, id)
        ? { ...label, name: then }
        : label;
    },
  };
}

const key = (...parts: readonly string[]) => JSON.stringify(parts);

const keyOf = (one: LabelFact): string =>
  one.kind === 'field' || one.kind === 'view'
    ? key(one.kind, one.tableId, one.id)
    : key(one.kind, one.id);

function noteNames(
  former: Map<string, string>,
  { base, table, actor, changes, subject }: ChangeEvent,
): void {
  if (base.name) former.set(key('base', base.id), base.name);
  if (table?.name) former.set(key('table', table.id), table.name);
  if (actor.id !== undefined && actor.name) former.set(key('person', actor.id), actor.name);
  if (!table || subject !== 'record') return;
  for (const { field } of changes) {
    if (field.name) former.set(key('field', table.id, field.id), field.name);
  }
}
