// Which key means what. Pure: told what was pressed and where, it names the command.

export type KeyCommand =
  | 'next'
  | 'previous'
  | 'show'
  | 'unread'
  | 'search'
  | 'link'
  | 'copy'
  | 'raw'
  | 'whole'
  | 'older'
  | 'newer'
  | 'newest'
  | 'oldest'
  | 'markAll'
  | 'rail'
  | 'back'
  | 'sheet';

const byKey: Readonly<Record<string, KeyCommand>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  Enter: 'show',
  u: 'unread',
  '/': 'search',
  e: 'link',
  c: 'copy',
  r: 'raw',
  w: 'whole',
  h: 'older',
  ArrowLeft: 'older',
  l: 'newer',
  ArrowRight: 'newer',
  Home: 'newest',
  End: 'oldest',
  A: 'markAll',
  '[': 'rail',
  Escape: 'back',
  '?': 'sheet',
};

/** The keys of every command as they are printed, for the sheet; the first way to reach each is the one to learn. */
export const keySheet: readonly (readonly [KeyCommand, readonly string[]])[] = [
  ['next', ['j', '↓']],
  ['previous', ['k', '↑']],
  ['show', ['Enter']],
  ['unread', ['u']],
  ['link', ['e']],
  ['copy', ['c']],
  ['whole', ['w']],
  ['older', ['h', '←']],
  ['newer', ['l', '→']],
  ['raw', ['r']],
  ['newest', ['Home']],
  ['oldest', ['End']],
  ['markAll', ['Shift', 'A']],
  ['search', ['/']],
  ['rail', ['[']],
  ['back', ['Esc']],
  ['sheet', ['?']],
];

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** The key goes into a field, a menu or a dialog, which use it themselves. */
  readonly taken: boolean;
}

export function keyCommand({ key, ctrlKey, metaKey, altKey, taken }: Pressed): KeyCommand | null {
  if (taken || ctrlKey || metaKey || altKey) return null;
  return Object.hasOwn(byKey, key) ? (byKey[key] ?? null) : null;
}
