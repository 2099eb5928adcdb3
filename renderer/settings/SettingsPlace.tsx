// The place for settings; each is kept the moment it is changed.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/result';
import { bridge } from '../bridge';
import { useCall } from '../state/use-call';
import { ProblemNote } from '../ui/ProblemNote';
import { Waiting } from '../ui/Waiting';
import { About } from './About';
import { Announcing } from './Announcing';
import { Looks } from './Looks';
import { Reaching } from './Reaching';
import type { SaveSettings } from './save-settings';
import styles from './settings.module.css';

export function SettingsPlace() {
  const { t } = useTranslation();
  const settings = useCall('settings.get', {}, ['settings']);
  const status = useCall('status.get', {}, ['status', 'settings']);
  const [problem, setProblem] = useState<Problem | null>(null);

  const save: SaveSettings = async (patch) => {
    const outcome = await bridge.call('settings.set', patch);
    setProblem(outcome.ok ? null : outcome.error);
    settings.reload();
    status.reload();
    return outcome.ok ? null : outcome.error;
  };

  const failed =
    settings.answer.kind === 'failed'
      ? settings.answer.problem
      : status.answer.kind === 'failed'
        ? status.answer.problem
        : null;
  const ready = settings.answer.kind === 'ready' && status.answer.kind === 'ready';
  return (
    <main className={styles.place}>
      <div className={styles.column}>
        <h1>{t('settings.title')}</h1>
        {failed && <ProblemNote problem={failed} />}
        {problem && <ProblemNote problem={problem} />}
        {!failed && !ready && <Waiting lines={8} />}
        {settings.answer.kind === 'ready' && status.answer.kind === 'ready' && (
          <>
            <Looks settings={settings.answer.value} save={save} />
            <Announcing settings={settings.answer.value} save={save} />
            <Reaching settings={settings.answer.value} status={status.answer.value} save={save} />
            <About status={status.answer.value} onChanged={status.reload} />
          </>
        )}
      </div>
    </main>
  );
}
