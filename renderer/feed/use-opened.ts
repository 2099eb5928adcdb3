// The change in the detail pane: taken from the list where it is there, else asked for (a notification was clicked).
import { useEffect, useState } from 'react';
import type { FeedRow } from '#shared/feed';
import type { Problem } from '#shared/result';
import { ask } from '../state/ask';
import type { Answer } from '../state/use-call';

interface Asked {
  readonly id: string;
  readonly row: FeedRow | null;
  readonly problem: Problem | null;
}

export function useOpened(id: string | null, rows: readonly FeedRow[]): Answer<FeedRow> {
  const [asked, setAsked] = useState<Asked | null>(null);
  const listed = id === null ? undefined : rows.find((row) => row.id === id);
  const missing = id !== null && listed === undefined ? id : null;

  useEffect(() => {
    if (missing === null) return;
    let wanted = true;
    void ask('feed.event', { id: missing }).then((answer) => {
      if (!wanted) return;
      setAsked({
        id: missing,
        row: answer.ok ? answer.value : null,
        problem: answer.ok ? null : answer.error,
      });
    });
    return () => {
      wanted = false;
    };
  }, [missing]);

  if (listed) return { kind: 'ready', value: listed };
  if (asked === null || asked.id !== id) return { kind: 'loading' };
  if (asked.row) return { kind: 'ready', value: asked.row };
  return asked.problem ? { kind: 'failed', problem: asked.problem } : { kind: 'loading' };
}
