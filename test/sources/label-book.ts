// A label book in memory, as the store keeps one on disk.
import type { LabelBook } from '#core/sources/bound-source';
import type { FieldLabel, LabelFact } from '#core/sources/source';

export function createLabelBook(facts: readonly LabelFact[] = []): LabelBook {
  const names = new Map<string, string>();
  const fields = new Map<string, FieldLabel>();
  const key = (...parts: readonly string[]) => JSON.stringify(parts);
  const learn = (taught: readonly LabelFact[]) => {
    for (const fact of taught) {
      if (fact.kind === 'view') names.set(key('view', fact.tableId, fact.id), fact.name);
      else if (fact.kind !== 'field') names.set(key(fact.kind, fact.id), fact.name);
      else if (fact.label) fields.set(key(fact.tableId, fact.id), fact.label);
      else fields.delete(key(fact.tableId, fact.id));
    }
  };
  learn(facts);
  return {
    learn,
    base: (id) => names.get(key('base', id)),
    table: (id) => names.get(key('table', id)),
    person: (id) => names.get(key('person', id)),
    view: (tableId, viewId) => names.get(key('view', tableId, viewId)),
    field: (tableId, fieldId) => fields.get(key(tableId, fieldId)),
  };
}
