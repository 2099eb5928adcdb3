// How services reach this computer: how that is doing, the ways to choose from, and what the chosen one needs.
import { Button, SegmentedControl } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PublicAddress as Address, isVouched } from '#shared/public-address';
import type { Problem } from '#shared/result';
import type { Settings } from '#shared/settings';
import type { Status } from '#shared/status';
import { Note, ProblemNote } from '../ui/ProblemNote';
import { AddressState } from './address/AddressState';
import styles from './address/address.module.css';
import type { Way } from './address/entry';
import { HostKey } from './address/HostKey';
import { NgrokFields } from './address/NgrokFields';
import { OwnFields } from './address/OwnFields';
import { ServerSnippets } from './address/ServerSnippets';
import { SshFields } from './address/SshFields';
import { TunnelMeters } from './address/TunnelMeters';
import { useAddressForm } from './address/use-address-form';

interface PublicAddressProps {
  readonly settings: Settings;
  readonly status: Status;
  readonly onSave: (value: Address | null) => Promise<Problem | null>;
}

const ways = ['none', 'ngrok', 'ssh', 'own'] as const satisfies readonly (Way | 'none')[];

export function PublicAddress({ settings, status, onSave }: PublicAddressProps) {
  const { t } = useTranslation();
  const stored = settings.publicAddress;
  const { tunnelSecrets: secretsSet, receiver } = status;
  const [way, setWay] = useState<Way | 'none'>(stored?.kind ?? 'none');
  const form = useAddressForm({
    ...{ stored, secretsSet, onSave },
    former: settings.formerAddresses ?? [],
  });
  const top = useRef<HTMLDivElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (way === 'none' || !(await form.submit(way))) return;
    top.current?.scrollIntoView({ block: 'nearest' });
  };
  const trust = async () => {
    if (stored !== null && stored.kind !== 'ngrok') await onSave({ ...stored, trusted: true });
  };
  const isOther = stored?.kind !== way;
  const secretHelp = status.secretsKept || settings.plainSecrets ? null : t('tunnel.secretNotKept');
  /** Beside the words that ask for it, where it is no longer the server's. */
  const isAnotherKey =
    status.tunnel.kind === 'failed' && status.tunnel.problem.code === 'ssh-host-key-changed';
  const hostKey = stored?.kind === 'ssh' && stored.hostKey !== null && (
    <HostKey
      hostKey={stored.hostKey}
      onForget={async () => {
        await form.put({ ...stored, hostKey: null });
      }}
    />
  );
  return (
    <div className={styles.stack}>
      <AddressState
        key={JSON.stringify(stored && { ...stored, trusted: null })}
        state={status.tunnel}
        way={stored?.kind ?? null}
        trusted={stored !== null && stored.kind !== 'ngrok' && stored.trusted === true}
        onTrust={isVouched(stored) || stored === null ? null : trust}
        ref={top}
      />
      {isAnotherKey && hostKey}
      {status.tunnelUsage !== null && <TunnelMeters usage={status.tunnelUsage} />}
      <SegmentedControl
        size="xs"
        fullWidth
        withItemsBorders={false}
        aria-label={t('tunnel.way.label')}
        value={way}
        data={ways.map((value) => ({ value, label: t(`tunnel.way.${value}`) }))}
        onChange={setWay}
      />
      <p className={styles.about}>
        {way === 'own' && receiver.url === null
          ? t('tunnel.about.ownStopped')
          : t(`tunnel.about.${way}`, {
              receiver: receiver.port === null ? '' : `http://127.0.0.1:${receiver.port}`,
            })}
      </p>
      {way === 'none' && stored !== null && (
        <Note
          action={
            <Button
              size="compact-sm"
              variant="default"
              loading={form.busy}
              onClick={() => void form.put(null)}
            >
              {t('tunnel.stop')}
            </Button>
          }
        >
          {t('tunnel.stopHelp')}
        </Note>
      )}
      {way !== 'none' && (
        <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
          {way === 'ngrok' && (
            <NgrokFields
              form={form}
              isTokenSet={secretsSet.includes('ngrok-authtoken')}
              secretHelp={secretHelp}
            />
          )}
          {way === 'ssh' && (
            <>
              <SshFields
                form={form}
                isPassphraseSet={secretsSet.includes('ssh-passphrase')}
                secretHelp={secretHelp}
              />
              {!isAnotherKey && hostKey}
              <ServerSnippets entry={form.entry} />
            </>
          )}
          {way === 'own' && <OwnFields form={form} />}
          {form.problem && <ProblemNote problem={form.problem} />}
          <div className={styles.actions}>
            <Button
              type="submit"
              size="compact-md"
              loading={form.busy}
              disabled={!isOther && !form.differs(way)}
            >
              {t(isOther ? (way === 'own' ? 'tunnel.use' : 'tunnel.connect') : 'tunnel.save')}
            </Button>
          </div>
        </form>
      )}
    </div>
  );
}
