// One side of a change: the value before, or the value after.
import { IconSquare, IconSquareCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '#shared/result';
import { Chips } from './Chips';
import styles from './change.module.css';
import type { SideView } from './change-view';
import { LongText } from './LongText';
import { oneLine } from './plain-text';

interface SideProps {
  readonly side: SideView;
  /** A row has one line, the detail as many as it needs. */
  readonly lines: 'one' | 'many';
  /** The value is gone: drawn fainter, and struck out for text. */
  readonly past?: boolean;
  /** UTF-16 units of a long text that are shown at first, where it is one value of many. */
  readonly glance?: number;
}

export function Side({ side, lines, past = false, glance }: SideProps) {
  const { t } = useTranslation();
  switch (side.kind) {
    case 'text':
      return (
        <bdi className={lines === 'one' ? styles.line : styles.block} data-past={past || undefined}>
          {lines === 'one' ? (
            oneLine(side.text, 160)
          ) : (
            <LongText text={side.text} {...(glance === undefined ? {} : { glance })} />
          )}
        </bdi>
      );
    case 'chips':
      return (
        <span className={styles.side} data-lines={lines}>
          <Chips chips={side.chips} limit={lines === 'one' ? 3 : 100} />
        </span>
      );
    case 'check': {
      const Glyph = side.on ? IconSquareCheck : IconSquare;
      const label = t(side.on ? 'feed.checked' : 'feed.unchecked');
      return (
        <Glyph
          size={16}
          className={styles.check}
          role="img"
          aria-label={label}
          aria-hidden={false}
        />
      );
    }
    case 'empty':
      return <em className={styles.none}>{t('app.value.empty')}</em>;
    case 'unknown':
      return lines === 'one' ? null : <em className={styles.none}>{t('app.value.unknown')}</em>;
    default:
      return assertNever(side);
  }
}
