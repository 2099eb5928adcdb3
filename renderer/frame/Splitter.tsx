// The line between feed and detail: drag it, or move it with the arrow keys.
import { Box } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './frame.module.css';
import { type DetailLayout, detailWidths } from './use-layout';

/** Pixels a key press moves. */
const step = 24;

export function Splitter({ layout }: { readonly layout: DetailLayout }) {
  const { t } = useTranslation();
  return (
    // The window splitter of https://www.w3.org/WAI/ARIA/apg/patterns/windowsplitter/
    <Box
      className={styles.splitter ?? ''}
      role="separator"
      aria-orientation="vertical"
      aria-label={t('frame.resizeDetail')}
      aria-valuenow={layout.width}
      aria-valuemin={detailWidths.least}
      aria-valuemax={layout.most}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const right = event.currentTarget.parentElement?.getBoundingClientRect().right ?? 0;
        layout.setWidth(right - event.clientX);
      }}
      onDoubleClick={() => layout.setWidth(detailWidths.first)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') layout.setWidth(layout.width + step);
        if (event.key === 'ArrowRight') layout.setWidth(layout.width - step);
      }}
    />
  );
}
