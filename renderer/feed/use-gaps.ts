// The times in which nothing could arrive, with the names of the connections they belong to.
import { useMemo } from 'react';
import { type GapRowFacts, gapRows } from '#shared/gap-rows';
import { useCall } from '../state/use-call';
import { useLanguage } from '../ui/language';

export interface NamedGap extends GapRowFacts {
  /** Names of the connections that it concerns; null: all. */
  readonly whose: string | null;
}

const everAfter = Number.MAX_SAFE_INTEGER;

/** @param query gaps belong to the whole feed: under a filter they would say nothing about what is seen */
export function useGaps(query: string): readonly NamedGap[] {
  const language = useLanguage();
  const gaps = useCall('gaps.list', { from: 0, to: everAfter, connectionId: null }, ['gaps']);
  const connections = useCall('connections.list', {}, ['connections']);
  return useMemo(() => {
    if (query.trim() !== '' || gaps.answer.kind !== 'ready') return [];
    const named = connections.answer.kind === 'ready' ? connections.answer.value : [];
    const names = new Map(named.map(({ id, name }) => [id, name]));
    const list = new Intl.ListFormat(language, { type: 'unit' });
    return gapRows(gaps.answer.value).map((gap) => ({
      ...gap,
      whose:
        gap.connectionIds === null
          ? null
          : list.format(gap.connectionIds.map((id) => names.get(id) ?? id)),
    }));
  }, [query, gaps.answer, connections.answer, language]);
}
