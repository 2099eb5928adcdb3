// ngrok: the token, the domain, and what company networks need.
import { Anchor, Collapse, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ngrokRegions } from '#shared/tunnel-ngrok';
import { ask } from '../../state/ask';
import { QuietButton } from '../../ui/QuietButton';
import { SecretField } from '../../ui/SecretField';
import styles from './address.module.css';
import { Field } from './Field';
import type { AddressForm } from './use-address-form';

const dashboard = 'https://dashboard.ngrok.com/get-started/your-authtoken';

interface NgrokFieldsProps {
  readonly form: AddressForm;
  readonly isTokenSet: boolean;
  /** Said where secrets will not last. */
  readonly secretHelp: string | null;
}

export function NgrokFields({ form, isTokenSet, secretHelp }: NgrokFieldsProps) {
  const { t } = useTranslation();
  const { entry } = form;
  // Shown from the start where something is set there.
  const [company, setCompany] = useState(
    entry.region + entry.serverAddr !== '' || entry.ca !== 'ngrok',
  );
  return (
    <>
      <div className={styles.fields}>
        <div className={styles.field} data-span={6}>
          <SecretField
            compact
            label={t('tunnel.ngrok.token')}
            help={
              <>
                {t('tunnel.ngrok.tokenHelp')}{' '}
                <Anchor
                  component="button"
                  type="button"
                  inherit
                  onClick={() => void ask('shell.openLink', { url: dashboard })}
                >
                  {t('tunnel.dashboard')}
                </Anchor>
                {secretHelp !== null && ` · ${secretHelp}`}
              </>
            }
            placeholder={undefined}
            required
            issue={form.isTokenMissing && t('tunnel.issue.missing')}
            isSet={isTokenSet}
            value={form.secrets['ngrok-authtoken']}
            onChange={(text) => form.type('ngrok-authtoken', text)}
          />
        </div>
        <Field
          form={form}
          name="domain"
          span={6}
          label={t('tunnel.ngrok.domain')}
          help={t('tunnel.ngrok.domainHelp')}
          placeholder="name.ngrok-free.app"
        />
      </div>
      <Plan form={form} />
      <QuietButton aligned expanded={company} onClick={() => setCompany(!company)}>
        {t(company ? 'tunnel.ngrok.companyHide' : 'tunnel.ngrok.company')}
      </QuietButton>
      <Collapse expanded={company}>
        <Company form={form} />
      </Collapse>
    </>
  );
}

/** What a month allows, so that its end is foretold. */
function Plan({ form }: { readonly form: AddressForm }) {
  const { t } = useTranslation();
  return (
    <div className={styles.fields}>
      <NativeSelect
        className={styles.field ?? ''}
        wrapperProps={{ 'data-span': 2 }}
        size="xs"
        label={t('tunnel.ngrok.plan')}
        value={form.entry.plan}
        data={[
          { value: 'free', label: t('tunnel.ngrok.planFree') },
          { value: 'other', label: t('tunnel.ngrok.planOther') },
        ]}
        onChange={(event) => form.change('plan', event.currentTarget.value)}
      />
      {form.entry.plan === 'other' && (
        <>
          <Field
            form={form}
            name="planRequests"
            span={2}
            label={t('tunnel.ngrok.planRequests')}
            help={t('tunnel.ngrok.planHelp')}
            inputMode="numeric"
          />
          <Field
            form={form}
            name="planGigabytes"
            span={2}
            label={t('tunnel.ngrok.planGigabytes')}
            inputMode="numeric"
          />
        </>
      )}
    </div>
  );
}

function Company({ form }: { readonly form: AddressForm }) {
  const { t } = useTranslation();
  return (
    <div className={styles.fields}>
      <NativeSelect
        className={styles.field ?? ''}
        wrapperProps={{ 'data-span': 3 }}
        size="xs"
        label={t('tunnel.ngrok.region')}
        value={form.entry.region}
        data={[
          { value: '', label: t('tunnel.ngrok.regionNearest') },
          ...ngrokRegions.map((region) => ({ value: region, label: t(`tunnel.region.${region}`) })),
        ]}
        onChange={(event) => form.change('region', event.currentTarget.value)}
      />
      <Field
        form={form}
        name="serverAddr"
        span={3}
        label={t('tunnel.ngrok.server')}
        help={t('tunnel.ngrok.serverHelp')}
      />
      <NativeSelect
        className={styles.field ?? ''}
        wrapperProps={{ 'data-span': 3 }}
        size="xs"
        label={t('tunnel.ngrok.ca')}
        description={t('tunnel.ngrok.caHelp')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        value={form.entry.ca}
        data={[
          { value: 'ngrok', label: t('tunnel.ngrok.caNgrok') },
          { value: 'host', label: t('tunnel.ngrok.caHost') },
          { value: 'file', label: t('tunnel.ngrok.caFile') },
        ]}
        onChange={(event) => form.change('ca', event.currentTarget.value)}
      />
      {form.entry.ca === 'file' && (
        <Field form={form} name="caFile" span={3} label={t('tunnel.ngrok.caPath')} />
      )}
    </div>
  );
}
