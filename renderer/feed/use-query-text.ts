// The filter while it is being typed: what is settled stands as chips, the rest is a draft; both together are the query.
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import { parseQuery } from '#shared/query/parse';
import { printQuery } from '#shared/query/print';
import { emptyQuery, type Query } from '#shared/query/query';
import type { Problem } from '#shared/result';
import { useDesk } from '../state/desk';
import { joinText } from './query-edit';

/** ms after the last key until the feed follows, and until a half-typed word is called wrong. */
const followAfter = 180;
const complainAfter = 900;

interface QueryText {
  readonly chips: Query;
  readonly draft: string;
  readonly setDraft: (draft: string) => void;
  /** Makes chips of the draft. */
  readonly settle: () => void;
  readonly setQuery: (query: Query) => void;
  /** Takes the last chip back into the draft. */
  readonly unsettle: () => void;
  readonly problem: Problem | null;
}

export function useQueryText(): QueryText {
  const { at, go } = useDesk();
  const [settled, setSettled] = useState(at.query);
  const [draft, setDraft] = useState('');
  const [typed] = useDebouncedValue(draft, followAfter);
  const [rested] = useDebouncedValue(draft, complainAfter);

  const chips = useMemo(() => read(settled) ?? emptyQuery, [settled]);
  const wrong = useMemo(() => {
    const answer = parseQuery(rested, Date.now());
    return answer.ok || rested !== draft ? null : answer.error;
  }, [rested, draft]);

  // The query was changed elsewhere, by a view or a connection in the rail: that is what the bar shows now.
  const [shown, setShown] = useState(at.query);
  if (shown !== at.query) {
    setShown(at.query);
    if (at.query !== joinText(settled, draft)) {
      setSettled(at.query);
      setDraft('');
    }
  }

  const set = (text: string, rest: string) => {
    setSettled(text);
    setDraft(rest);
    go({ kind: 'filter', query: joinText(text, rest) });
  };

  useEffect(() => {
    if (typed !== draft) return;
    const query = joinText(settled, typed);
    if (query !== at.query && read(typed)) go({ kind: 'filter', query });
  }, [typed, draft, settled, at.query, go]);

  return {
    chips,
    draft,
    setDraft(next) {
      const query = read(next);
      // `table:Opp ` with its space is said to the end; free text may go on.
      const done = next.endsWith(' ') && quotesClosed(next) && query !== null;
      if (done && query.terms.some((term) => term.kind !== 'text'))
        set(joinText(settled, next), '');
      else setDraft(next);
    },
    settle() {
      if (read(draft)) set(joinText(settled, draft), '');
    },
    setQuery: (query) => set(printQuery(query), draft),
    unsettle() {
      const last = chips.terms.at(-1);
      if (last) set(printQuery({ terms: chips.terms.slice(0, -1) }), printQuery({ terms: [last] }));
    },
    problem: wrong,
  };
}

function read(text: string): Query | null {
  const answer = parseQuery(text, Date.now());
  return answer.ok ? answer.value : null;
}

const quotesClosed = (text: string) => (text.match(/["“”＂]/gu)?.length ?? 0) % 2 === 0;
