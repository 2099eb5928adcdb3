// Short feedback such as "Copied": seen for a few seconds in the status line, and read out.
import { useEffect, useState } from 'react';
import { useDesk } from '../state/desk';
import styles from './status.module.css';

/** ms */
const shownFor = 4000;

export function Said() {
  const { said } = useDesk();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (said.n === 0) return;
    setShown(true);
    const timer = setTimeout(() => setShown(false), shownFor);
    return () => clearTimeout(timer);
  }, [said.n]);
  return (
    <output className={styles.said} aria-live="polite">
      {shown ? said.text : ''}
    </output>
  );
}
