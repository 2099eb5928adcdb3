// Options of a select field, in the service's own colours, made readable.
import { useComputedColorScheme } from '@mantine/core';
import type { Chip } from '#shared/event';
import { keyed } from '../keyed';
import styles from './change.module.css';
import { chipColours } from './chip-colours';
import { oneLine } from './plain-text';

interface ChipsProps {
  readonly chips: readonly Chip[];
  /** Most chips to draw; the rest is counted. */
  readonly limit: number;
}

export function Chips({ chips, limit }: ChipsProps) {
  const dark = useComputedColorScheme('light') === 'dark';
  const shown = chips.slice(0, limit);
  return (
    <span className={styles.chips}>
      {keyed(shown).map(({ key, item: chip }) => {
        const colours = chipColours(chip.color, dark);
        return (
          <bdi
            key={key}
            className={styles.chip}
            style={
              colours
                ? { background: colours.ground, color: colours.text, borderColor: colours.line }
                : undefined
            }
          >
            {oneLine(chip.text, 60)}
          </bdi>
        );
      })}
      {chips.length > shown.length && (
        <span className={styles.muted}>+{chips.length - shown.length}</span>
      )}
    </span>
  );
}
