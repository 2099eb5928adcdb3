// How the live channel of a connection is, in a sentence; with a button where the person may have mended it.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConnectionView } from '#shared/connection';
import { sayProblem } from '#shared/text/text';
import { bridge } from '../../bridge';
import { Foreign } from '../../ui/Foreign';
import { Moment } from '../../ui/Moment';
import { Note } from '../../ui/ProblemNote';

export function LiveState({ connection }: { readonly connection: ConnectionView }) {
  const { t } = useTranslation();
  const { id, live, demo } = connection;
  if (live === null || demo) return null;
  const again = (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => void bridge.call('connections.check', { id })}
    >
      {t('connections.live.again')}
    </Button>
  );
  switch (live.kind) {
    case 'off':
      return <Note>{t('connections.live.off')}</Note>;
    case 'connecting':
      return <Note>{t('connections.live.connecting')}</Note>;
    case 'on':
      return (
        <Note>
          {t('connections.live.on')} <Moment at={live.since} />
          {live.lastMessageAt !== null && (
            <>
              {' · '}
              {t('connections.live.lastMessage')} <Moment at={live.lastMessageAt} />
            </>
          )}
        </Note>
      );
    case 'retrying':
      return (
        <Note action={again}>
          {t('connections.live.retrying')} <Foreign text={sayProblem(t, live.problem)} />
        </Note>
      );
    case 'failed':
      return (
        <Note tone="warning" action={again}>
          {t('connections.live.failed')} <Foreign text={sayProblem(t, live.problem)} />
        </Note>
      );
  }
}
