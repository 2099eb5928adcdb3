// One's own server over SSH: where it is, who we are there, and what its web server is to forward to.
import { useTranslation } from 'react-i18next';
import { SecretField } from '../../ui/SecretField';
import styles from './address.module.css';
import { Choice } from './Choice';
import { Field } from './Field';
import type { AddressForm } from './use-address-form';

interface SshFieldsProps {
  readonly form: AddressForm;
  readonly isPassphraseSet: boolean;
  /** Said where secrets will not last. */
  readonly secretHelp: string | null;
}

export function SshFields({ form, isPassphraseSet, secretHelp }: SshFieldsProps) {
  const { t } = useTranslation();
  const fromFile = form.entry.keyFrom === 'file';
  return (
    <div className={styles.fields}>
      <Field
        form={form}
        name="host"
        span={4}
        label={t('tunnel.ssh.host')}
        placeholder="ssh.example.com"
      />
      <Field form={form} name="port" span={2} label={t('tunnel.ssh.port')} inputMode="numeric" />
      <Field form={form} name="user" span={3} label={t('tunnel.ssh.user')} />
      <Choice
        form={form}
        name="keyFrom"
        span={3}
        label={t('tunnel.ssh.keyFrom')}
        options={[
          { value: 'agent', label: t('tunnel.ssh.agent') },
          { value: 'file', label: t('tunnel.ssh.file') },
        ]}
      />
      {fromFile && (
        <>
          <Field
            form={form}
            name="keyFile"
            span={3}
            label={t('tunnel.ssh.keyFile')}
            help={t('tunnel.ssh.keyFileHelp')}
            placeholder="~/.ssh/id_ed25519"
          />
          <div className={styles.field} data-span={3}>
            <SecretField
              compact
              label={t('tunnel.ssh.passphrase')}
              help={secretHelp}
              placeholder={undefined}
              required={false}
              issue={null}
              isSet={isPassphraseSet}
              value={form.secrets['ssh-passphrase']}
              onChange={(text) => form.type('ssh-passphrase', text)}
            />
          </div>
        </>
      )}
      <Field
        form={form}
        name="url"
        span={6}
        label={t('tunnel.ssh.url')}
        help={t('tunnel.ssh.urlHelp')}
        placeholder="https://tables.example.com"
        inputMode="url"
      />
      <Field
        form={form}
        name="bindPort"
        span={3}
        label={t('tunnel.ssh.bindPort')}
        help={t('tunnel.ssh.bindPortHelp')}
        inputMode="numeric"
      />
      <Field
        form={form}
        name="bindAddress"
        span={3}
        label={t('tunnel.ssh.bindAddress')}
        help={t('tunnel.ssh.bindAddressHelp')}
      />
    </div>
  );
}
