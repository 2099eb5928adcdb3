// The account's bases to pick one from: searched at the service, page by page.
import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountDraft, BaseChoice } from '#shared/connection';
import type { Problem } from '#shared/result';
import { bridge } from '../../bridge';
import { Foreign } from '../../ui/Foreign';
import { Moment } from '../../ui/Moment';
import { ProblemNote } from '../../ui/ProblemNote';
import { QuietButton } from '../../ui/QuietButton';
import { Waiting } from '../../ui/Waiting';
import styles from '../connections.module.css';
import own from './account.module.css';

interface BaseListProps {
  readonly account: () => AccountDraft;
  readonly onPick: (base: BaseChoice) => void;
}

/** ms that typing must rest before the service is asked. */
const restMs = 400;

export function BaseList({ account, onPick }: BaseListProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, restMs);
  return (
    <>
      <TextInput
        aria-label={t('watching.pick.search')}
        placeholder={t('watching.pick.search')}
        value={typed}
        autoFocus
        onChange={(event) => setTyped(event.currentTarget.value)}
        // It stands in a form, and searching must not send that.
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      <Found key={search} account={account} search={search} onPick={onPick} />
    </>
  );
}

function Found({ account, search, onPick }: BaseListProps & { readonly search: string }) {
  const { t } = useTranslation();
  const { bases, next, problem, busy, more } = useBases(account, search);
  return (
    <>
      {bases.length > 0 && (
        <ul className={own.bases}>
          {bases.map((base) => (
            <li key={base.id}>
              <UnstyledButton className={own.base ?? ''} onClick={() => onPick(base)}>
                <Foreign text={base.name} />
                {base.changedAt !== undefined && <Moment at={base.changedAt} />}
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
      {busy && <Waiting lines={2} />}
      {problem && (
        <ProblemNote
          problem={problem}
          action={
            <Button size="compact-sm" variant="default" onClick={more}>
              {t('connections.again')}
            </Button>
          }
        />
      )}
      {!busy && !problem && bases.length === 0 && (
        <p className={styles.muted}>{t('watching.pick.none')}</p>
      )}
      {!busy && next !== null && (
        <QuietButton aligned onClick={more}>
          {t('watching.pick.more')}
        </QuietButton>
      )}
    </>
  );
}

/** The pages read so far; a list for another search is another component. */
function useBases(account: () => AccountDraft, search: string) {
  const [bases, setBases] = useState<readonly BaseChoice[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(true);

  const read = async (cursor: string | null) => {
    setBusy(true);
    setProblem(null);
    const answer = await bridge.call('connections.bases', { ...account(), search, cursor });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.error);
    const { value } = answer;
    setBases((before) => (cursor === null ? value.bases : [...before, ...value.bases]));
    setNext(value.next);
  };
  const first = useEffectEvent(() => void read(null));
  useEffect(() => first(), []);
  return { bases, next, problem, busy, more: () => void read(next) };
}
