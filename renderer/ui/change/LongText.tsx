// A text in full where it is short, else its beginning with the rest one press away.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './change.module.css';
import { cap } from './plain-text';

/** UTF-16 units: what a reader takes in at a glance, some ten lines of the detail. */
const usual = 500;

interface LongTextProps {
  readonly text: string;
  /** UTF-16 units that are shown at first. */
  readonly glance?: number;
}

export function LongText({ text, glance = usual }: LongTextProps) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  if (text.length <= glance * 1.2) return text;
  return (
    <>
      {whole ? text : cap(text, glance)}
      <button
        type="button"
        className={styles.reveal}
        aria-expanded={whole}
        onClick={() => setWhole(!whole)}
      >
        {t(whole ? 'record.showLess' : 'record.showAll')}
      </button>
    </>
  );
}
