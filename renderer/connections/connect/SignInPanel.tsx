// Signing in with the person's own app in the system browser; the page waits here until they come back.
import { Button } from '@mantine/core';
import { IconCircleCheck, IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccountDraft, redirectUri, type SignInView } from '#shared/connection';
import type { Problem } from '#shared/result';
import { bridge } from '../../bridge';
import { usePushes } from '../../state/use-pushes';
import { CopyButton } from '../../ui/CopyButton';
import { ProblemNote } from '../../ui/ProblemNote';
import { QuietButton } from '../../ui/QuietButton';
import own from './account.module.css';

interface SignInPanelProps {
  /** What is typed into the form so far: the app's ID and key among it. */
  readonly account: () => AccountDraft;
  /** As it is typed, of the redirect address. */
  readonly port: string;
  /** While nothing is typed. */
  readonly usualPort: number;
  readonly issue: string | null;
  /** @returns whether the app's ID and key are entered; else their issues are shown */
  readonly ready: () => boolean;
  /** @param id of the sign-in whose secrets are to be used; null when there is none any more */
  readonly onChange: (id: string | null) => void;
}

export function SignInPanel(props: SignInPanelProps) {
  const { account, port, usualPort, issue, ready, onChange } = props;
  const { t } = useTranslation();
  const [view, setView] = useState<SignInView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const address = redirectUri(Number(port.trim()) || usualPort);

  const take = (next: SignInView) => {
    setView(next);
    setProblem(next.problem);
    onChange(next.state === 'done' ? next.id : null);
  };
  usePushes((push) => {
    if (push.name === 'signIn' && push.payload.id === view?.id) take(push.payload);
  });
  const start = async () => {
    if (!ready()) return;
    setProblem(null);
    const outcome = await bridge.call('signIn.start', account());
    if (outcome.ok) take(outcome.value);
    else setProblem(outcome.error);
  };
  const cancel = async () => {
    if (view) await bridge.call('signIn.cancel', { id: view.id });
    setView(null);
    setProblem(null);
    onChange(null);
  };

  return (
    <div className={own.panel}>
      <div>
        <p>{t('watching.signIn.sentence')}</p>
        <div className={own.redirect}>
          <code>{address}</code>
          <CopyButton
            text={address}
            label={t('connections.subscription.copyAddress')}
            done={t('connections.copied')}
          />
        </div>
      </div>
      <div className={own.line} role="status">
        {view?.state === 'done' ? (
          <span className={own.done}>
            <IconCircleCheck size={16} aria-hidden /> {t('watching.signIn.done')}
          </span>
        ) : view?.state === 'waiting' ? (
          <>
            <span className={own.waiting}>{t('watching.signIn.waiting')}</span>
            <Button size="compact-sm" variant="default" onClick={() => void start()}>
              {t('watching.signIn.openAgain')}
            </Button>
            <QuietButton onClick={() => void cancel()}>{t('watching.signIn.cancel')}</QuietButton>
          </>
        ) : (
          <Button
            size="compact-md"
            variant="light"
            leftSection={<IconExternalLink size={14} />}
            onClick={() => void start()}
          >
            {t('watching.signIn.start')}
          </Button>
        )}
      </div>
      {issue !== null && <p className={own.issue}>{issue}</p>}
      {problem && <ProblemNote problem={problem} />}
    </div>
  );
}
