// What became of a delivery, told by shape: check, question, bar, or dots.
import {
  IconCircleCheck,
  IconCircleDashed,
  IconHelpHexagon,
  IconLock,
  IconShieldX,
} from '@tabler/icons-react';
import type { DeliveryState } from '#shared/delivery';
import styles from './inspector.module.css';

const glyphs = {
  pending: IconCircleDashed,
  decoded: IconCircleCheck,
  undecoded: IconHelpHexagon,
  rejected: IconShieldX,
  held: IconLock,
} as const;

/** The word for the state stands beside it, or is given as `label`. */
export function StateGlyph({
  state,
  label,
}: {
  readonly state: DeliveryState;
  readonly label?: string;
}) {
  const Glyph = glyphs[state];
  const named = label === undefined ? {} : { role: 'img', 'aria-label': label, title: label };
  return (
    <span className={styles.state} data-state={state} {...named}>
      <Glyph size={16} aria-hidden />
    </span>
  );
}
