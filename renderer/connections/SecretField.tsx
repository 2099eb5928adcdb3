// A secret: typed once, never shown again; a stored one is only known to be set.
import { Button, Input, PasswordInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { QuietButton } from '../ui/QuietButton';
import styles from './fields.module.css';

interface SecretFieldProps {
  readonly label: string;
  readonly help: string | null;
  readonly placeholder: string | undefined;
  readonly required: boolean;
  readonly issue: ReactNode;
  /** Whether a value is stored. */
  readonly isSet: boolean;
  /** What is typed; undefined while a stored value is kept. */
  readonly value: string | undefined;
  /** @param value undefined keeps the stored one */
  readonly onChange: (value: string | undefined) => void;
}

export function SecretField(props: SecretFieldProps) {
  const { label, help, placeholder, required, issue, isSet, value, onChange } = props;
  const { t } = useTranslation();
  if (isSet && value === undefined) {
    return (
      <Input.Wrapper label={label} description={help} error={issue} labelElement="div">
        <div className={styles.kept}>
          <IconLock size={14} aria-hidden />
          <span>{t('connections.form.secretSet')}</span>
          <Button size="compact-xs" variant="default" onClick={() => onChange('')}>
            {t('connections.form.secretReplace')}
          </Button>
        </div>
      </Input.Wrapper>
    );
  }
  return (
    <>
      <PasswordInput
        label={label}
        description={help}
        placeholder={placeholder ?? ''}
        required={required}
        withAsterisk={false}
        error={issue}
        value={value ?? ''}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {isSet && (
        <QuietButton aligned onClick={() => onChange(undefined)}>
          {t('connections.form.secretKeep')}
        </QuietButton>
      )}
    </>
  );
}
