// The key by which the SSH server is known again: to be compared once, and forgotten where the server is new.
import { IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConfirmInline } from '../../ui/ConfirmInline';
import styles from './address.module.css';

interface HostKeyProps {
  /** Type and fingerprint. */
  readonly hostKey: string;
  readonly onForget: () => Promise<void>;
}

/** Where OpenSSH keeps each type of key (https://man.openbsd.org/sshd#FILES). */
const files: Readonly<Record<string, string>> = {
  'ssh-ed25519': 'ssh_host_ed25519_key.pub',
  'ssh-rsa': 'ssh_host_rsa_key.pub',
};

export function HostKey({ hostKey, onForget }: HostKeyProps) {
  const { t } = useTranslation();
  const [type = ''] = hostKey.split(' ', 1);
  const file = files[type] ?? 'ssh_host_ecdsa_key.pub';
  return (
    <div className={styles.hostKey}>
      <IconKey size={16} aria-hidden />
      <div className={styles.words}>
        <div>{t('tunnel.ssh.hostKey')}</div>
        <code>{hostKey}</code>
        <div className={styles.quiet}>
          {t('tunnel.ssh.hostKeyHelp')}
          <br />
          <code>ssh-keygen -lf /etc/ssh/{file}</code>
        </div>
      </div>
      <ConfirmInline
        label={t('tunnel.ssh.hostKeyForget')}
        question={t('tunnel.ssh.hostKeyForgetHelp')}
        confirm={t('tunnel.ssh.hostKeyForget')}
        cancel={t('settings.cancel')}
        onConfirm={onForget}
      />
    </div>
  );
}
