// People carry up to three ids; this picks one, and the name for it.
import type { Actor } from '#shared/event';
import type { Labels } from '../source';
import type { Person, PersonIds } from './events/payload';

/** The id to key a person by: the app's own first, then the developer's, then the tenant's. */
export function personId(ids: PersonIds): string | undefined {
  return ids?.open_id || ids?.union_id || ids?.user_id || undefined;
}

export function actorOf(ids: PersonIds, labels: Labels): Actor {
  const id = personId(ids);
  if (id === undefined) return { kind: 'unknown' };
  const name = labels.person(id);
  return { kind: 'person', id, ...(name === undefined ? {} : { name }) };
}

export function personName(person: Person, labels: Pick<Labels, 'person'>): string {
  const id = personId(person.user_id);
  return person.name || person.en_name || (id && (labels.person(id) ?? id)) || '';
}
