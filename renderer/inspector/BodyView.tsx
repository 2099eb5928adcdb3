// A delivery's body: JSON laid out, anything else as it came; a long one starts short.
import { Box, Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { QuietButton } from '../ui/QuietButton';
import styles from './pane.module.css';
import { presentBody, startOf } from './present-body';

/** What a person can take in at once; drawing a whole megabyte unasked would hold the page up. */
const firstLook = { lines: 200, units: 20_000 };

interface BodyViewProps {
  readonly body: string;
  /** false when bytes that are no UTF-8 had to be replaced. */
  readonly isText: boolean;
}

export function BodyView({ body, isText }: BodyViewProps) {
  const { t } = useTranslation();
  const [laidOut, setLaidOut] = useState(true);
  const [all, setAll] = useState(false);
  const presented = useMemo(() => presentBody(body, laidOut), [body, laidOut]);
  const start = useMemo(() => startOf(presented.text, firstLook), [presented]);
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h3>{t('inspector.body')}</h3>
        {presented.canLayOut && (
          <QuietButton onClick={() => setLaidOut(!laidOut)}>
            {t(laidOut ? 'inspector.asReceived' : 'inspector.laidOut')}
          </QuietButton>
        )}
      </div>
      {!isText && <p className={styles.facts}>{t('inspector.notText')}</p>}
      {body === '' ? (
        <p className={styles.facts}>{t('inspector.noBody')}</p>
      ) : (
        // It scrolls, so the keys must be able to reach it.
        <Box component="pre" className={styles.body ?? ''} dir="ltr" tabIndex={0}>
          {all ? presented.text : (start ?? presented.text)}
        </Box>
      )}
      {start !== null && (
        <Button
          size="compact-sm"
          variant="default"
          className={styles.more ?? ''}
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {t(all ? 'inspector.showStart' : 'inspector.showAll')}
        </Button>
      )}
    </section>
  );
}
