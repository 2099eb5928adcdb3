// An address that a program of the person's own serves.
import { useTranslation } from 'react-i18next';
import styles from './address.module.css';
import { Field } from './Field';
import type { AddressForm } from './use-address-form';

export function OwnFields({ form }: { readonly form: AddressForm }) {
  const { t } = useTranslation();
  const path = pathIn(form.entry.ownUrl.trim());
  return (
    <div className={styles.fields}>
      <Field
        form={form}
        name="ownUrl"
        span={6}
        label={t('tunnel.own.url')}
        help={path === '' ? t('tunnel.own.urlHelp') : t('tunnel.own.pathHelp', { path })}
        placeholder="https://tables.example.com"
        inputMode="url"
      />
    </div>
  );
}

/** @returns `/tables` of `https://watch.example/tables/`; '' where there is none */
const pathIn = (url: string): string =>
  URL.canParse(url) ? new URL(url).pathname.replace(/\/+$/, '') : '';
