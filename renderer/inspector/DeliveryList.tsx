// The deliveries as a list that holds any number: only the rows in view are drawn, older ones come as it is scrolled.
import { Box } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeliverySummary } from '#shared/delivery';
import { DeliveryRow } from './DeliveryRow';
import styles from './inspector.module.css';

const rowHeight = 50;

interface DeliveryListProps {
  readonly rows: readonly DeliverySummary[];
  readonly current: string | null;
  readonly nameOf: (delivery: DeliverySummary) => string;
  readonly onOpen: (id: string) => void;
  readonly onEnd: () => void;
}

export function DeliveryList({ rows, current, nameOf, onOpen, onEnd }: DeliveryListProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - 20) onEnd();
  }, [lastShown, rows.length, onEnd]);

  // A row that is being read stays where it is when newer ones come in above it.
  const top = useRef(rows[0]?.id);
  useLayoutEffect(() => {
    const moved = rows.findIndex((row) => row.id === top.current);
    top.current = rows[0]?.id;
    if (moved > 0 && box.current && box.current.scrollTop > 0) {
      box.current.scrollTop += moved * rowHeight;
    }
  }, [rows]);

  const place = rows.findIndex((row) => row.id === current);
  const go = (to: number) => {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[index];
    if (row === undefined) return;
    virtual.scrollToIndex(index);
    onOpen(row.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 1);
    const to = {
      ArrowDown: place + 1,
      j: place + 1,
      ArrowUp: Math.max(0, place - 1),
      k: Math.max(0, place - 1),
      PageDown: place + page,
      PageUp: place - page,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <div
      ref={box}
      className={styles.rows}
      role="listbox"
      tabIndex={0}
      aria-label={t('inspector.title')}
      aria-activedescendant={current === null ? undefined : optionId(current)}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const delivery = rows[item.index];
          if (delivery === undefined) return null;
          return (
            // The list takes the keys for all its options.
            <Box
              key={item.key}
              id={optionId(delivery.id)}
              role="option"
              tabIndex={-1}
              aria-selected={delivery.id === current}
              aria-setsize={-1}
              aria-posinset={item.index + 1}
              className={styles.row ?? ''}
              style={{ transform: `translateY(${item.start}px)`, height: rowHeight }}
              onClick={() => {
                box.current?.focus(); // an option may be taken out of the page while it scrolls; the list stays
                onOpen(delivery.id);
              }}
            >
              <DeliveryRow delivery={delivery} from={nameOf(delivery)} />
            </Box>
          );
        })}
      </div>
    </div>
  );
}

const optionId = (id: string) => `delivery-${id}`;
