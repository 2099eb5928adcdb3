// A secret: typed once, never shown again; a stored one is only known to be set.
import { Button, Input, type InputWrapperProps, PasswordInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { QuietButton } from './QuietButton';
import styles from './secret-field.module.css';

interface SecretFieldProps {
  readonly label: string;
  readonly help: ReactNode;
  readonly placeholder: string | undefined;
  readonly required: boolean;
  readonly issue: ReactNode;
  /** Small, with the help below the field. */
  readonly compact?: boolean;
  /** Whether a value is stored. */
  readonly isSet: boolean;
  /** What is typed; undefined while a stored value is kept. */
  readonly value: string | undefined;
  /** @param value undefined keeps the stored one */
  readonly onChange: (value: string | undefined) => void;
}

/** As the other small fields of a form. */
const small = {
  size: 'xs',
  inputWrapperOrder: ['label', 'input', 'error', 'description'],
} as const satisfies InputWrapperProps;

export function SecretField(props: SecretFieldProps) {
  const { label, help, placeholder, required, issue, compact, isSet, value, onChange } = props;
  const { t } = useTranslation();
  const look = compact ? small : {};
  if (isSet && value === undefined) {
    return (
      <Input.Wrapper {...look} label={label} description={help} error={issue} labelElement="div">
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
        {...look}
        label={label}
        description={help}
        placeholder={placeholder ?? ''}
        required={required}
        withAsterisk={false}
        error={issue}
        // Said to screen readers too: Mantine only colours this kind of field.
        aria-invalid={issue ? true : undefined}
        visibilityToggleButtonProps={{ 'aria-label': t('connections.form.secretShow') }}
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
