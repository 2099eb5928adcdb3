// The list of saved views and its edits. Pure, but for the id of a new one.
import type { SavedView } from '#shared/feed';

/** @returns only what is stored of a view, without its count */
const bare = ({ id, name, query }: SavedView): SavedView => ({ id, name, query });

/** Saving under a name that is there already changes that view. */
export function withView(
  views: readonly SavedView[],
  name: string,
  query: string,
): readonly SavedView[] {
  const known = views.some((view) => view.name === name);
  return known
    ? views.map((view) => bare(view.name === name ? { ...view, query } : view))
    : [...views.map(bare), { id: newId(), name, query }];
}

export function renamed(
  views: readonly SavedView[],
  id: string,
  name: string,
): readonly SavedView[] {
  return views.map((view) => bare(view.id === id ? { ...view, name } : view));
}

export const withoutView = (views: readonly SavedView[], id: string): readonly SavedView[] =>
  views.filter((view) => view.id !== id).map(bare);

/** @param by -1 up, +1 down; at the ends nothing moves */
export function moved(views: readonly SavedView[], id: string, by: -1 | 1): readonly SavedView[] {
  const list = views.map(bare);
  const from = list.findIndex((view) => view.id === id);
  const one = list[from];
  const other = list[from + by];
  if (!one || !other) return list;
  list[from] = other;
  list[from + by] = one;
  return list;
}

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return `view-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
