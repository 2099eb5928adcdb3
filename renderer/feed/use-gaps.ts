// The times in which nothing could arrive, with the names of the connections they belong to.
import { useMemo } from 'react';
import type { Gap } from '#shared/gap';
import { useCall } from '../state/use-call';

export interface NamedGap extends Gap {
  /** Whose gap it is; null: of every connection. */
  readonly whose: string | null;
}

const everAfter = Number.MAX_SAFE_INTEGER;

/** @param query gaps belong to the whole feed: under a filter they would say nothing about what is seen */
export function useGaps(query: string): readonly NamedGap[] {
  const gaps = useCall('gaps.list', { from: 0, to: everAfter, connectionId: null }, ['gaps']);
  const connections = useCall('connections.list', {}, ['connections']);
  return useMemo(() => {
    if (query.trim() !== '' || gaps.answer.kind !== 'ready') return [];
    const named = connections.answer.kind === 'ready' ? connections.answer.value : [];
    const names = new Map(named.map(({ id, name }) => [id, name]));
    return gaps.answer.value.map((gap) => ({
      ...gap,
      whose: gap.connectionId === null ? null : (names.get(gap.connectionId) ?? gap.connectionId),
    }));
  }, [query, gaps.answer, connections.answer]);
}
