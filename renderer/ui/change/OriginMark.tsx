// The quiet mark of a change that was not simply sent to us: says why on focus or hover.
import { Box, Tooltip } from '@mantine/core';
import { IconHistory, IconMathFunction, IconQuestionMark, IconRotate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChangeEvent } from '#shared/event';
import styles from './glyph.module.css';

const glyphs = {
  hint: IconQuestionMark,
  recovered: IconHistory,
  derived: IconMathFunction,
  replayed: IconRotate,
} as const;

/** At most one mark a row: the one that matters most for trusting what it shows. */
function markOf({ certainty, origin }: ChangeEvent): keyof typeof glyphs | null {
  if (certainty === 'hint') return 'hint';
  if (origin === 'catch-up') return 'recovered';
  if (certainty === 'derived') return 'derived';
  return origin === 'replay' ? 'replayed' : null;
}

export function OriginMark({ event }: { readonly event: ChangeEvent }) {
  const { t } = useTranslation();
  const mark = markOf(event);
  if (!mark) return null;
  const Glyph = glyphs[mark];
  const words = t(`feed.mark.${mark}`);
  return (
    <Tooltip label={words}>
      {/* In the order of keys, since it explains itself on focus. */}
      <Box
        component="span"
        className={styles.mark ?? ''}
        role="img"
        aria-label={words}
        tabIndex={0}
      >
        <Glyph size={14} stroke={1.75} aria-hidden />
      </Box>
    </Tooltip>
  );
}
