// One service to choose: its name, and honestly what it tells and what it does not.
import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AbilityName, SourceInfo } from '#shared/source-info';
import { sourceTable } from '#shared/source-table';
import { useLanguage, useWords } from '../../ui/language';
import styles from '../connections.module.css';
import { MarkGlyph } from './MarkGlyph';
import { SourceMark } from './SourceMark';

/** The abilities that a choice depends on, in the order of their weight for a reader of changes. */
const told: readonly AbilityName[] = [
  'beforeValues',
  'actor',
  'deletedContent',
  'hooks',
  'publicAddress',
];

interface SourceCardProps {
  readonly source: SourceInfo;
  readonly onChoose: () => void;
}

export function SourceCard({ source, onChoose }: SourceCardProps) {
  const { t } = useTranslation();
  const say = useWords();
  const language = useLanguage();
  const { rows } = sourceTable([source], t, language);
  return (
    <UnstyledButton className={styles.card} onClick={onChoose}>
      <span className={styles.cardName}>
        <SourceMark source={source} />
        {say(source.name)}
      </span>
      <ul className={styles.abilities}>
        {told.map((name) => {
          const mark = rows.find(({ id }) => id === name)?.cells[0]?.mark ?? 'no';
          const isSubscribed = name === 'hooks' && source.subscribes;
          return (
            <li key={name} data-mark={mark}>
              <MarkGlyph mark={mark} />
              {t(
                isSubscribed
                  ? 'connections.ability.hooks.subscribed'
                  : `connections.ability.${name}.${mark}`,
              )}
            </li>
          );
        })}
      </ul>
    </UnstyledButton>
  );
}
