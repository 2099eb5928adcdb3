// How a hook is made at the service by hand, step by step, in the service's own words.
import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SourceInfo } from '#shared/source-info';
import { bridge } from '../../bridge';
import { useWords } from '../../ui/language';
import styles from './subscription.module.css';

export function HookSteps({ source }: { readonly source: SourceInfo }) {
  const { t } = useTranslation();
  const say = useWords();
  return (
    <div className={styles.steps}>
      <ol>
        {source.steps.map((step) => (
          <li key={step.en}>{say(step)}</li>
        ))}
      </ol>
      <Button
        size="compact-xs"
        variant="default"
        rightSection={<IconExternalLink size={12} />}
        onClick={() => void bridge.call('shell.openLink', { url: source.documentation })}
      >
        {t('connections.documentation')}
      </Button>
    </div>
  );
}
