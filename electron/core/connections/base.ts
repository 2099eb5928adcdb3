// The base (document) that a connection itself names, as its source spells it.
import type { StoredConnection } from '../store/store';
import type { Directory } from './directory';

/** @returns null where connections of the source name none, or none is picked yet */
export function baseOf(
  directory: Directory,
  { source, config }: Pick<StoredConnection, 'source' | 'config'>,
): string | null {
  const member = directory.source(source).info.baseMember;
  const base = member === null ? null : config[member];
  // Sources read it without the blanks that come with pasting.
  return typeof base === 'string' && base.trim() !== '' ? base.trim() : null;
}
