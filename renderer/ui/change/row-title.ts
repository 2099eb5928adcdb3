// What a change is called: its record's title, or the name of the field, table, view or base it is about. Pure.

import { definitionOf } from '#shared/definition';
import type { ChangeEvent } from '#shared/event';
import { oneLine } from './plain-text';

export type RowTitle =
  | { readonly kind: 'record'; readonly title: string }
  /** Named by its id where the service sends no title. */
  | { readonly kind: 'untitled'; readonly id: string | null }
  /** Records that the service gives no ids of. */
  | { readonly kind: 'records'; readonly count: number }
  /** `name` is null where the service sends none. */
  | { readonly kind: 'field' | 'table' | 'view' | 'base'; readonly name: string | null };

const longestTitle = 200;

export function titleOf(event: ChangeEvent): RowTitle {
  switch (event.subject) {
    case 'record': {
      const title = oneLine(event.record?.title ?? '', longestTitle);
      if (title !== '') return { kind: 'record', title };
      if (event.count > 1) return { kind: 'records', count: event.count };
      return { kind: 'untitled', id: event.record?.id ?? null };
    }
    case 'field':
      return { kind: 'field', name: named(fieldName(event)) };
    case 'table':
      return { kind: 'table', name: named(event.table?.name ?? event.table?.id) };
    case 'view':
      return { kind: 'view', name: named(event.view?.name ?? event.view?.id) };
    case 'base':
      return { kind: 'base', name: named(event.base.name ?? event.base.id) };
  }
}

function fieldName({ changes }: ChangeEvent): string | undefined {
  const [first] = changes;
  return first ? (definitionOf(first.field).field ?? undefined) : undefined;
}

function named(name: string | undefined): string | null {
  const line = oneLine(name ?? '', longestTitle);
  return line === '' ? null : line;
}

/** @returns the table's name, else its id; null when the change is of the table itself, or of no table */
export function tableOf(event: ChangeEvent): string | null {
  if (event.subject === 'table' || event.subject === 'base') return event.base.name ?? null;
  return event.table === null ? null : oneLine(event.table.name ?? event.table.id, longestTitle);
}
