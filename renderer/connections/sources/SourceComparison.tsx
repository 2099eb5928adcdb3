// All services side by side, one row an ability, in words; closed until somebody wants to compare.
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceInfo } from '#shared/source-info';
import { type AbilityCell, sourceTable } from '#shared/source-table';
import { useLanguage } from '../../ui/language';
import { QuietButton } from '../../ui/QuietButton';
import styles from './comparison.module.css';
import { MarkGlyph } from './MarkGlyph';

export function SourceComparison({ sources }: { readonly sources: readonly SourceInfo[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <div className={styles.comparison}>
      <QuietButton
        aligned
        icon={<Chevron size={14} aria-hidden />}
        expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t('connections.compare.open')}
      </QuietButton>
      {open && <ComparisonTable sources={sources} />}
    </div>
  );
}

function ComparisonTable({ sources }: { readonly sources: readonly SourceInfo[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const captionId = useId();
  const { columns, rows } = sourceTable(sources, t, language);
  return (
    // In a narrow place the columns scroll; Chromium lets the keyboard into what scrolls.
    <section className={styles.scroll} aria-labelledby={captionId}>
      <table className={styles.table}>
        <caption id={captionId}>{t('connections.compare.caption')}</caption>
        <thead>
          <tr>
            <td />
            {columns.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, cells }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              {cells.map((cell, index) => (
                <td key={columns[index]?.id}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ cell: { mark, text, note } }: { readonly cell: AbilityCell }) {
  return (
    <div className={styles.cell} data-mark={mark ?? 'none'}>
      {mark && <MarkGlyph mark={mark} />}
      <span className={styles.text}>{text}</span>
      {note !== null && <span className={styles.note}>{note}</span>}
    </div>
  );
}
