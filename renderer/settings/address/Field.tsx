// One typed field of the public address, with its issue beside it.
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './address.module.css';
import type { AddressField } from './entry';
import type { AddressForm } from './use-address-form';

interface FieldProps {
  readonly form: AddressForm;
  readonly name: AddressField;
  readonly label: string;
  readonly help?: string;
  readonly placeholder?: string;
  readonly inputMode?: 'url' | 'numeric';
  /** In columns of six. */
  readonly span: 2 | 3 | 4 | 6;
}

export function Field({ form, name, label, help, placeholder, inputMode, span }: FieldProps) {
  const { t } = useTranslation();
  const issue = form.issues[name];
  return (
    <TextInput
      wrapperProps={{ 'data-span': span }}
      className={styles.field ?? ''}
      size="xs"
      label={label}
      description={help}
      placeholder={placeholder ?? ''}
      inputMode={inputMode ?? 'text'}
      spellCheck={false}
      autoComplete="off"
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      value={form.entry[name]}
      error={issue && t(`tunnel.issue.${issue}`)}
      onChange={(event) => form.change(name, event.currentTarget.value)}
    />
  );
}
