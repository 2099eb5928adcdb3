// A problem in words, quietly: what happened and what to do, with room for the button that does it.
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/result';
import { sayProblem } from '#shared/text/text';
import { Foreign } from './Foreign';
import styles from './note.module.css';

interface NoteProps {
  readonly children: ReactNode;
  /** `warning` needs something done, `info` explains. */
  readonly tone?: 'warning' | 'info';
  readonly action?: ReactNode;
}

export function Note({ children, tone = 'info', action }: NoteProps) {
  return (
    <div className={styles.note} data-tone={tone} role={tone === 'warning' ? 'alert' : 'note'}>
      {tone === 'warning' ? (
        <IconAlertTriangle size={16} className={styles.glyph} aria-hidden />
      ) : (
        <IconInfoCircle size={16} className={styles.glyph} aria-hidden />
      )}
      <div className={styles.words}>{children}</div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}

interface ProblemNoteProps {
  readonly problem: Problem;
  /** The name of what it happened to, where several things are tried at once. */
  readonly about?: string;
  readonly action?: ReactNode;
}

export function ProblemNote({ problem, about, action }: ProblemNoteProps) {
  const { t } = useTranslation();
  return (
    <Note tone="warning" action={action}>
      {about !== undefined && (
        <strong>
          <Foreign text={about} />{' '}
        </strong>
      )}
      <Foreign text={sayProblem(t, problem)} />
    </Note>
  );
}
