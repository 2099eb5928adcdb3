// What is said below a whole record, and which of its fields need no line of their own. Pure.
import type { FieldThen, RecordThen } from '#shared/record-then';

interface Note {
  readonly note: 'noteEarlier' | 'noteRead' | 'noteSilent' | 'noteGap' | 'noteNamedOnly';
  /** ms since 1970 of what it speaks of. */
  readonly at: number | null;
}

/** Each thing once, whatever number of fields it is about. “Earlier” stands only beside fields with a line of their own. */
export function notesOf({ fields, readAt, isWhole }: RecordThen): readonly Note[] {
  const { shown } = foldEmpty(fields);
  const isRead = shown.some(({ known }) => known.kind === 'read');
  const isEarlier = isRead || shown.some(({ known }) => known.kind === 'next');
  const doubt = (kind: 'silent' | 'gap') => fields.find((one) => one.doubt?.kind === kind)?.doubt;
  const silent = doubt('silent');
  const gap = doubt('gap');
  const notes: (Note | null)[] = [
    isEarlier ? { note: isRead ? 'noteRead' : 'noteEarlier', at: isRead ? readAt : null } : null,
    silent ? { note: 'noteSilent', at: silent.at } : null,
    gap ? { note: 'noteGap', at: gap.at } : null,
    !isWhole ? { note: 'noteNamedOnly', at: null } : null,
  ];
  return notes.filter((note) => note !== null);
}

/** Empty fields are named together, unless they became so just now or nobody is sure. */
export function foldEmpty(fields: readonly FieldThen[]): {
  readonly shown: readonly FieldThen[];
  readonly empty: readonly FieldThen[];
} {
  const isEmpty = ({ held, changed, known, doubt, field }: FieldThen) =>
    held?.text === '' &&
    !changed &&
    !doubt &&
    known.kind !== 'missed' &&
    !(field.type === 'checkbox' && typeof held.value === 'boolean');
  return {
    shown: fields.filter((one) => !isEmpty(one)),
    empty: fields.filter(isEmpty),
  };
}
