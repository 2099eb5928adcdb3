// An address that a program of the person's own serves.
import { useTranslation } from 'react-i18next';
import styles from './address.module.css';
import { Field } from './Field';
import type { AddressForm } from './use-address-form';

export function OwnFields({ form }: { readonly form: AddressForm }) {
  const { t } = useTranslation();
  return (
    <div className={styles.fields}>
      <Field
        form={form}
        name="ownUrl"
        span={6}
        label={t('tunnel.own.url')}
        help={t('tunnel.own.urlHelp')}
        placeholder="https://tables.example.com"
        inputMode="url"
      />
    </div>
  );
}
