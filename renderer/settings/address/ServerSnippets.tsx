// What to copy into the configuration of one's own server, made from what is typed.
import { Collapse, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Snippets, snippets } from '#shared/ssh-snippets';
import { CopyButton } from '../../ui/CopyButton';
import { QuietButton } from '../../ui/QuietButton';
import styles from './address.module.css';
import { type AddressEntry, readEntry } from './entry';

/** The programs' own names. */
const programs = [
  { value: 'caddy', label: 'Caddy' },
  { value: 'nginx', label: 'nginx' },
  { value: 'sshd', label: 'sshd' },
] as const satisfies readonly { readonly value: keyof Snippets; readonly label: string }[];

/** Where it usually goes. */
const files: Readonly<Record<keyof Snippets, string>> = {
  caddy: '/etc/caddy/Caddyfile',
  nginx: '/etc/nginx/conf.d/tablewatch.conf',
  sshd: '/etc/ssh/sshd_config',
};

export function ServerSnippets({ entry }: { readonly entry: AddressEntry }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [program, setProgram] = useState<keyof Snippets>('caddy');
  const read = readEntry('ssh', entry, null);
  const texts = read.ok && read.value.kind === 'ssh' ? snippets(read.value) : null;
  return (
    <>
      <QuietButton aligned expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'tunnel.ssh.snippetsHide' : 'tunnel.ssh.snippets')}
      </QuietButton>
      <Collapse expanded={open}>
        {texts === null ? (
          <p className={styles.quiet}>{t('tunnel.ssh.snippetsOdd')}</p>
        ) : (
          <div className={styles.snippet}>
            <div className={styles.snippetHead}>
              <SegmentedControl
                size="xs"
                withItemsBorders={false}
                aria-label={t('tunnel.ssh.snippets')}
                value={program}
                data={[...programs]}
                onChange={setProgram}
              />
              <code className={styles.path}>{files[program]}</code>
              <CopyButton
                text={texts[program]}
                label={t('tunnel.ssh.copy')}
                done={t('tunnel.copied')}
              />
            </div>
            <pre>{texts[program].trimEnd().replaceAll('\t', '    ')}</pre>
            <p className={styles.quiet}>{t('tunnel.ssh.snippetsHelp')}</p>
          </div>
        )}
      </Collapse>
    </>
  );
}
