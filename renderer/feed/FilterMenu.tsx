// The quick filters: what the loaded changes offer, by question. Every choice edits the same query as the text does.
import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconFilter } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedRow } from '#shared/feed';
import type { Query, Term } from '#shared/query/query';
import { oneLine } from '../ui/change/plain-text';
import { choicesOf } from './filter-choices';
import styles from './query.module.css';
import { choose, isChosen } from './query-edit';

interface FilterMenuProps {
  readonly query: Query;
  readonly rows: readonly FeedRow[];
  readonly onQuery: (query: Query) => void;
}

interface Choice {
  readonly label: string;
  readonly term: Term;
}

export function FilterMenu({ query, rows, onQuery }: FilterMenuProps) {
  const { t } = useTranslation();
  const found = useMemo(() => choicesOf(rows), [rows]);
  const named = (key: 'source' | 'table' | 'person', values: readonly string[]) =>
    values.map((value): Choice => {
      const label = key === 'source' ? t(`frame.source.${value}`) : oneLine(value, 60);
      return { label, term: { kind: 'name', key, values: [value], not: false } };
    });
  const actions = (['created', 'updated', 'deleted'] as const).map((action): Choice => {
    const term: Term = { kind: 'action', values: [action], not: false };
    return { label: t(`feed.menu.action_${action}`), term };
  });
  const times = ['on:today', 'on:yesterday', 'last:24h', 'last:7d', 'last:30d'].map(
    (source): Choice => {
      // The span is worked out anew from `source` whenever the query is read.
      const term: Term = { kind: 'time', from: null, to: null, source };
      return { label: t(`feed.term.time.${source}`), term };
    },
  );
  const groups: readonly (readonly [string, readonly Choice[]])[] = [
    ['source', named('source', found.sources)],
    ['table', named('table', found.tables)],
    ['person', named('person', found.people)],
    ['action', actions],
    ['time', times],
  ];
  const item = ({ label, term }: Choice) => (
    <Menu.Item
      key={label}
      role="menuitemcheckbox"
      aria-checked={isChosen(query, term)}
      leftSection={
        isChosen(query, term) ? <IconCheck size={14} /> : <span className={styles.noCheck} />
      }
      onClick={() => onQuery(choose(query, term))}
    >
      <bdi>{label}</bdi>
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end" width={190}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('feed.menu.open')}
          title={t('feed.menu.open')}
        >
          <IconFilter size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {item({ label: t('feed.menu.unread'), term: { kind: 'read', unread: true } })}
        <Menu.Divider />
        {groups.map(([key, choices]) => (
          <Menu.Sub key={key}>
            <Menu.Sub.Target>
              <Menu.Sub.Item leftSection={<span className={styles.noCheck} />}>
                {t(`feed.menu.${key}`)}
              </Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown className={styles.subMenu}>
              {choices.length > 0 ? (
                choices.map(item)
              ) : (
                <Menu.Item disabled>{t('feed.menu.none')}</Menu.Item>
              )}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
