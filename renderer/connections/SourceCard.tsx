// One service to choose: its name, and honestly what it tells and what it does not.
import { UnstyledButton } from '@mantine/core';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Abilities, SourceInfo } from '#shared/source-info';
import { useWords } from '../ui/language';
import styles from './connections.module.css';
import { SourceMark } from './SourceMark';

/** The abilities that a choice depends on, in the order of their weight for a reader of changes. */
const told = [
  ['before', (can: Abilities) => can.beforeValues],
  ['actor', (can: Abilities) => can.actor],
  ['deleted', (can: Abilities) => can.deletedContent],
  ['hooks', (can: Abilities) => can.manageHooks],
  ['anywhere', (can: Abilities) => !can.needsPublicAddress],
] as const;

interface SourceCardProps {
  readonly source: SourceInfo;
  readonly onChoose: () => void;
}

export function SourceCard({ source, onChoose }: SourceCardProps) {
  const { t } = useTranslation();
  const say = useWords();
  return (
    <UnstyledButton className={styles.card} onClick={onChoose}>
      <span className={styles.cardName}>
        <SourceMark source={source} />
        {say(source.name)}
      </span>
      <ul className={styles.abilities}>
        {told.map(([name, has]) => {
          const yes = has(source.abilities);
          return (
            <li key={name} data-yes={yes}>
              {yes ? <IconCheck size={14} aria-hidden /> : <IconMinus size={14} aria-hidden />}
              {t(`connections.ability.${name}.${yes ? 'yes' : 'no'}`)}
            </li>
          );
        })}
      </ul>
    </UnstyledButton>
  );
}
