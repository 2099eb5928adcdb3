// Finds a base by the address that a person pastes, where the service lists none.
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BaseChoice, ConnectionView } from '#shared/connection';
import type { Problem } from '#shared/result';
import { bridge } from '../../bridge';
import { ProblemNote } from '../../ui/ProblemNote';
import { QuietButton } from '../../ui/QuietButton';
import styles from '../connections.module.css';

interface BaseByAddressProps {
  readonly connection: ConnectionView;
  /** There is no base yet to choose from. */
  readonly isFirst: boolean;
  readonly onFound: (base: BaseChoice) => void;
}

export function BaseByAddress({ connection, isFirst, onFound }: BaseByAddressProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(isFirst);
  const [typed, setTyped] = useState('');
  const [issue, setIssue] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  const look = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    if (typed.trim() === '') return setIssue(t('connections.pick.pasteFirst'));
    setBusy(true);
    const answer = await bridge.call('connections.bases', {
      source: connection.source,
      connectionId: connection.id,
      config: { ...connection.config },
      secrets: {},
      search: typed,
      cursor: null,
    });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.error);
    const [base] = answer.value.bases;
    if (!base) return setIssue(t('connections.pick.notFound'));
    setTyped('');
    setOpen(false);
    onFound(base);
  };

  if (!open) {
    return (
      <QuietButton aligned expanded={false} onClick={() => setOpen(true)}>
        {t('connections.pick.byAddress')}
      </QuietButton>
    );
  }
  return (
    <form className={styles.section} onSubmit={(event) => void look(event)} noValidate>
      <TextInput
        label={isFirst ? t('connections.pick.pasteFirst') : t('connections.pick.byAddress')}
        value={typed}
        error={issue}
        spellCheck={false}
        autoComplete="off"
        style={{ maxWidth: 460 }}
        onChange={(event) => {
          setIssue(null);
          setTyped(event.currentTarget.value);
        }}
      />
      {problem && <ProblemNote problem={problem} />}
      <div className={styles.actions}>
        <Button type="submit" size="compact-md" variant="light" loading={busy}>
          {t('connections.pick.look')}
        </Button>
      </div>
    </form>
  );
}
