// The deliveries of one filter: page by page backwards, and kept up to date at the head.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DeliveryState, DeliverySummary } from '#shared/delivery';
import type { Problem } from '#shared/result';
import { bridge } from '../bridge';
import { mergeRows, withoutGone } from './merge-rows';

const pageSize = 100;
/** The most one call gives; older rows keep the state they had when they were loaded. */
const refreshSize = 500;

export interface Deliveries {
  readonly kind: 'loading' | 'ready' | 'failed';
  readonly rows: readonly DeliverySummary[];
  readonly problem: Problem | null;
  /** Whether older deliveries can be loaded. */
  readonly more: boolean;
}

type Asking = 'no' | 'yes' | 'again';

/** The question is answered; says whether to ask anew. */
function settle(asking: { current: Asking }): 'again' | 'done' {
  const again = asking.current === 'again';
  asking.current = 'no';
  return again ? 'again' : 'done';
}

const loading: Deliveries = { kind: 'loading', rows: [], problem: null, more: false };

/** @param state null for all */
export function useDeliveries(state: DeliveryState | null): {
  readonly deliveries: Deliveries;
  readonly loadMore: () => void;
  readonly refresh: () => void;
} {
  const [deliveries, setDeliveries] = useState<Deliveries>(loading);
  const newest = useRef(deliveries);
  newest.current = deliveries;
  /** One question at a time: `again` notes that something happened while it was asked. */
  const asking = useRef<Asking>('no');
  /** Rises with the filter; an answer to an older filter is dropped. */
  const generation = useRef(0);

  const ask = useCallback(
    async (
      beforeSeq: number | null,
      limit: number,
      fold: (old: Deliveries, page: readonly DeliverySummary[]) => Deliveries,
    ): Promise<'again' | 'done'> => {
      const mine = generation.current;
      asking.current = 'yes';
      const outcome = await bridge.call('deliveries.list', {
        state,
        connectionId: null,
        beforeSeq,
        limit,
      });
      if (mine !== generation.current) return 'done';
      setDeliveries((old) =>
        outcome.ok
          ? fold(old, outcome.value)
          : { ...old, kind: old.rows.length > 0 ? 'ready' : 'failed', problem: outcome.error },
      );
      return settle(asking);
    },
    [state],
  );

  const refresh = useCallback(() => {
    if (asking.current !== 'no') {
      asking.current = 'again';
      return;
    }
    const limit = Math.min(refreshSize, Math.max(pageSize, newest.current.rows.length));
    void ask(null, limit, (old, page) => {
      const complete = page.length < limit;
      const rows = mergeRows(withoutGone(old.rows, page, complete), page);
      const more = rows.length > page.length ? old.more : !complete;
      return { kind: 'ready', rows, problem: null, more };
    }).then((next) => next === 'again' && refresh());
  }, [ask]);

  useEffect(() => {
    setDeliveries(loading);
    newest.current = loading;
    asking.current = 'no';
    refresh();
    const stop = bridge.on((push) => push.name === 'deliveries' && refresh());
    return () => {
      generation.current += 1;
      stop();
    };
  }, [refresh]);

  const loadMore = useCallback(() => {
    const last = newest.current.rows.at(-1);
    if (last === undefined || !newest.current.more || asking.current !== 'no') return;
    void ask(last.seq, pageSize, (old, page) => ({
      kind: 'ready',
      rows: mergeRows(old.rows, page),
      problem: null,
      more: page.length === pageSize,
    })).then((next) => next === 'again' && refresh());
  }, [ask, refresh]);

  return { deliveries, loadMore, refresh };
}
