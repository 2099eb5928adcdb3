// The person's own public address: typed, checked, saved; without it only this machine reaches the receiver.
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stableUrl } from '#shared/public-address';
import type { Problem } from '#shared/result';
import type { Settings } from '#shared/settings';
import { sayProblem } from '#shared/text/text';
import { checkPublicAddress } from './public-address';
import styles from './settings.module.css';

interface PublicAddressProps {
  readonly labelledBy: string;
  readonly value: Settings['publicAddress'];
  readonly onSave: (value: Settings['publicAddress']) => Promise<Problem | null>;
}

export function PublicAddress({ labelledBy, value, onSave }: PublicAddressProps) {
  const { t } = useTranslation();
  const stored = stableUrl(value) ?? '';
  const [typed, setTyped] = useState(stored);
  const [issue, setIssue] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const send = async (next: Settings['publicAddress']) => {
    setBusy(true);
    const problem = await onSave(next);
    setBusy(false);
    setIssue(problem ? sayProblem(t, problem) : null);
    if (!problem) setTyped(stableUrl(next) ?? '');
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const url = typed.trim();
    const found = url === '' ? null : checkPublicAddress(url);
    if (found) setIssue(t(`settings.address.issue.${found}`));
    else void send(url === '' ? null : { kind: 'own', url });
  };
  return (
    <form className={styles.address} onSubmit={save} noValidate>
      <TextInput
        size="xs"
        aria-labelledby={labelledBy}
        placeholder="https://tables.example.com"
        inputMode="url"
        spellCheck={false}
        autoComplete="off"
        value={typed}
        error={issue}
        onChange={(event) => {
          setIssue(null);
          setTyped(event.currentTarget.value);
        }}
      />
      <Button
        size="xs"
        type="submit"
        variant="default"
        loading={busy}
        disabled={typed.trim() === stored}
      >
        {t('settings.save')}
      </Button>
      {stored !== '' && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          disabled={busy}
          onClick={() => void send(null)}
        >
          {t('settings.address.clear')}
        </Button>
      )}
    </form>
  );
}
