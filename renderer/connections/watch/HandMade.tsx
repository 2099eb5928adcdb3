// Adds a hook that a person makes at the service: asks what it is for, then makes the address to paste there.
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceInfo } from '#shared/source-info';
import { bridge } from '../../bridge';
import { ProblemNote } from '../../ui/ProblemNote';
import own from '../connect/fields.module.css';
import { targetOf } from '../connect/form-entry';
import { SourceFields } from '../connect/SourceFields';
import { useEntry } from '../connect/use-entry';
import styles from '../connections.module.css';

interface HandMadeProps {
  readonly source: SourceInfo;
  readonly connectionId: string;
  readonly onAdded: () => void;
}

export function HandMade({ source, connectionId, onAdded }: HandMadeProps) {
  const { t } = useTranslation();
  const form = useEntry(source.targetForm, {}, []);
  const [busy, setBusy] = useState(false);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!form.check()) return;
    setBusy(true);
    const outcome = await bridge.call('subscriptions.add', {
      connectionId,
      draft: { manage: false, target: targetOf(source.targetForm, form.entry) },
    });
    setBusy(false);
    if (outcome.ok) onAdded();
    else form.refuse(outcome.error);
  };
  return (
    <form className={styles.section} onSubmit={(event) => void add(event)} noValidate>
      <p className={styles.muted}>{t('connections.byHand.sentence')}</p>
      {source.targetForm.length > 0 && (
        <div className={own.fields}>
          <SourceFields
            fields={source.targetForm}
            entry={form.entry}
            issues={form.issues}
            secretsSet={[]}
            onChange={form.change}
          />
        </div>
      )}
      {form.problem && <ProblemNote problem={form.problem} />}
      <div className={styles.actions}>
        <Button
          type="submit"
          loading={busy}
          size="compact-md"
          leftSection={<IconPlus size={14} />}
          variant="light"
        >
          {t('connections.byHand.make')}
        </Button>
      </div>
    </form>
  );
}
