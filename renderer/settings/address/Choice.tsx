// One choice among few of the public address.
import { NativeSelect } from '@mantine/core';
import styles from './address.module.css';
import type { AddressField } from './entry';
import type { AddressForm } from './use-address-form';

interface ChoiceProps {
  readonly form: AddressForm;
  readonly name: AddressField;
  readonly label: string;
  readonly help?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** In columns of six. */
  readonly span: 2 | 3;
}

export function Choice({ form, name, label, help, options, span }: ChoiceProps) {
  return (
    <NativeSelect
      className={styles.field ?? ''}
      wrapperProps={{ 'data-span': span }}
      size="xs"
      label={label}
      description={help}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      value={form.entry[name]}
      data={options}
      onChange={(event) => form.change(name, event.currentTarget.value)}
    />
  );
}
