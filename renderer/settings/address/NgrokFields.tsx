// ngrok: the token, the domain, and what company networks need.
import { Anchor, Collapse } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ngrokRegions } from '#shared/tunnel-ngrok';
import { ask } from '../../state/ask';
import { QuietButton } from '../../ui/QuietButton';
import { SecretField } from '../../ui/SecretField';
import styles from './address.module.css';
import { Choice } from './Choice';
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
      <Choice
        form={form}
        name="plan"
        span={2}
        label={t('tunnel.ngrok.plan')}
        options={[
          { value: 'free', label: t('tunnel.ngrok.planFree') },
          { value: 'other', label: t('tunnel.ngrok.planOther') },
        ]}
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
      <Choice
        form={form}
        name="region"
        span={3}
        label={t('tunnel.ngrok.region')}
        options={[
          { value: '', label: t('tunnel.ngrok.regionNearest') },
          ...ngrokRegions.map((region) => ({ value: region, label: t(`tunnel.region.${region}`) })),
        ]}
      />
      <Field
        form={form}
        name="serverAddr"
        span={3}
        label={t('tunnel.ngrok.server')}
        help={t('tunnel.ngrok.serverHelp')}
      />
      <Choice
        form={form}
        name="ca"
        span={3}
        label={t('tunnel.ngrok.ca')}
        help={t('tunnel.ngrok.caHelp')}
        options={[
          { value: 'ngrok', label: t('tunnel.ngrok.caNgrok') },
          { value: 'host', label: t('tunnel.ngrok.caHost') },
          { value: 'file', label: t('tunnel.ngrok.caFile') },
        ]}
      />
      {form.entry.ca === 'file' && (
        <Field form={form} name="caFile" span={3} label={t('tunnel.ngrok.caPath')} />
      )}
    </div>
  );
}
