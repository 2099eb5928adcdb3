// Where the receiver listens, and the port that it keeps, to be chosen by who forwards to it.
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/result';
import { type ReceiverStatus, receiverPort } from '#shared/status';
import { sayProblem } from '#shared/text/text';
import { bridge } from '../../bridge';
import { QuietButton } from '../../ui/QuietButton';
import styles from './address.module.css';

export function ReceiverPort({ receiver }: { readonly receiver: ReceiverStatus }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const where = receiver.url ?? t(`settings.receiver.${receiver.state}`);
  return (
    <div className={styles.receiver}>
      <span>{where}</span>
      {typed === null ? (
        receiver.state === 'listening' && (
          <QuietButton onClick={() => setTyped(String(receiver.port ?? ''))}>
            {t('tunnel.port.change')}
          </QuietButton>
        )
      ) : (
        <PortForm typed={typed} onType={setTyped} onDone={() => setTyped(null)} />
      )}
    </div>
  );
}

interface PortFormProps {
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly onDone: () => void;
}

function PortForm({ typed, onType, onDone }: PortFormProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [isWrong, setWrong] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const port = receiverPort.safeParse(Number(typed));
    setWrong(!port.success);
    setProblem(null);
    if (!port.success) return;
    setBusy(true);
    const moved = await bridge.call('tunnel.setPort', { port: port.data });
    setBusy(false);
    if (moved.ok) onDone();
    else setProblem(moved.error);
  };
  return (
    <form className={styles.port} onSubmit={(event) => void submit(event)} noValidate>
      <TextInput
        size="xs"
        label={t('tunnel.port.label')}
        description={t('tunnel.port.help')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        error={isWrong ? t('tunnel.port.wrong') : problem && sayProblem(t, problem)}
        onChange={(event) => onType(event.currentTarget.value)}
      />
      <div className={styles.portActions}>
        <Button type="submit" size="compact-sm" loading={busy}>
          {t('tunnel.port.save')}
        </Button>
        <Button size="compact-sm" variant="default" disabled={busy} onClick={onDone}>
          {t('tunnel.port.cancel')}
        </Button>
      </div>
    </form>
  );
}
