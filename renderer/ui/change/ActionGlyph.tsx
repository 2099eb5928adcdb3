// Added, changed, deleted: three silhouettes, so that colour is only the second sign.
import { IconCirclePlus, IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ChangeEvent } from '#shared/event';
import styles from './glyph.module.css';

const glyphs = { created: IconCirclePlus, updated: IconPencil, deleted: IconTrash } as const;

interface ActionGlyphProps {
  readonly row: Pick<ChangeEvent, 'action' | 'subject' | 'source'>;
}

export function ActionGlyph({ row: { action, subject, source } }: ActionGlyphProps) {
  const { t } = useTranslation();
  const Glyph = glyphs[action];
  const label = t(`app.action.${subject}.${action}`, { context: source });
  return (
    <span className={styles.glyph} data-action={action} role="img" aria-label={label} title={label}>
      <Glyph size={16} stroke={1.75} aria-hidden />
    </span>
  );
}
