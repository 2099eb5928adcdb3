// Below the filter: the rows, or why there are none.
import { Button } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedRow } from '#shared/feed';
import { useDesk } from '../state/desk';
import { ProblemNote } from '../ui/ProblemNote';
import type { Entry } from './entries';
import { FeedList } from './FeedList';
import { NoMatch, Skeletons, Waiting } from './FeedStates';
import styles from './feed.module.css';
import type { Feed } from './use-feed';

interface FeedBodyProps {
  readonly feed: Feed;
  readonly entries: readonly Entry[];
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly cursor: string | null;
  readonly reading: boolean;
  readonly visible: RefObject<readonly [number, number]>;
  readonly onOpen: (id: string) => void;
  readonly onToggle: (row: FeedRow) => void;
}

export function FeedBody({ feed, cursor, ...list }: FeedBodyProps) {
  const { t } = useTranslation();
  const { at, settings } = useDesk();
  const { state, retry, older, seen } = feed;
  if (state.phase === 'failed' && state.problem) {
    return (
      <div className={styles.trouble}>
        <ProblemNote
          problem={state.problem}
          action={
            <Button size="compact-sm" variant="default" onClick={() => void retry()}>
              {t('frame.tryAgain')}
            </Button>
          }
        />
      </div>
    );
  }
  if (state.rows.length > 0) {
    return (
      <FeedList
        {...list}
        // The heights are measured once: another density is another list.
        key={settings.density}
        density={settings.density}
        state={state}
        cursor={cursor}
        opened={at.opened}
        onOlder={older}
        onTop={seen}
      />
    );
  }
  if (state.phase === 'loading') return <Skeletons />;
  // With nothing hidden there is nothing at all yet, whatever the filter says.
  const nothingYet = at.query.trim() === '' || state.hidden === 0;
  return nothingYet ? <Waiting /> : <NoMatch hidden={state.hidden} />;
}
