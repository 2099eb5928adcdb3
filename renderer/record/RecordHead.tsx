// The head of the detail: what the change is called, where it is, and what can be done with it.
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowLeft,
  IconCode,
  IconCopy,
  IconExternalLink,
  IconMail,
  IconMailOpened,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedRow } from '#shared/feed';
import { useDesk } from '../state/desk';
import { ActionGlyph } from '../ui/change/ActionGlyph';
import { useTitles } from '../ui/change/use-titles';
import styles from './record.module.css';
import { useRecordActions } from './use-record-actions';

interface RecordHeadProps {
  /** null while it is being read. */
  readonly row: FeedRow | null;
  readonly onToggle: (row: FeedRow) => void;
}

export function RecordHead({ row, onToggle }: RecordHeadProps) {
  const { t } = useTranslation();
  const { at, go } = useDesk();
  const titleFor = useTitles();
  return (
    <header className={styles.head}>
      <div className={styles.tools}>
        {at.raw && (
          <Tool label={t('record.back')} keys="r" onClick={() => go({ kind: 'raw' })}>
            <IconArrowLeft size={16} />
          </Tool>
        )}
        <span className={styles.spring} />
        {row && <Tools row={row} onToggle={onToggle} />}
        <Tool label={t('record.close')} keys="Esc" onClick={() => go({ kind: 'back' })}>
          <IconX size={16} />
        </Tool>
      </div>
      {row && (
        <>
          <h1 className={styles.title}>
            <span className={styles.titleGlyph}>
              <ActionGlyph row={row} />
            </span>
            <bdi>{titleFor(row)}</bdi>
          </h1>
          <p className={styles.where}>
            {t(`app.action.${row.subject}.${row.action}`, { context: row.source })}
            {[...placeOf(row), t(`frame.source.${row.source}`)].map((name) => (
              <span key={name}>
                {' · '}
                <bdi>{name}</bdi>
              </span>
            ))}
          </p>
        </>
      )}
    </header>
  );
}

/** Table and base, as far as they have names. */
function placeOf({ table, base }: FeedRow): readonly string[] {
  return [...new Set([table?.name ?? table?.id, base.name].filter((name) => name !== undefined))];
}

function Tools({
  row,
  onToggle,
}: {
  readonly row: FeedRow;
  readonly onToggle: (row: FeedRow) => void;
}) {
  const { t } = useTranslation();
  const { at, go } = useDesk();
  const actions = useRecordActions();
  return (
    <>
      {row.link && (
        <Tool
          label={t(row.subject === 'record' ? 'record.open' : 'record.openTable')}
          keys="e"
          onClick={() => actions.open(row)}
        >
          <IconExternalLink size={16} />
        </Tool>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t('record.copy')}
            title={`${t('record.copy')} (c)`}
          >
            <IconCopy size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => actions.copy(row, 'markdown')}>
            {t('record.copyMarkdown')}
          </Menu.Item>
          <Menu.Item onClick={() => actions.copy(row, 'tsv')}>{t('record.copyTsv')}</Menu.Item>
          {row.link && (
            <Menu.Item onClick={() => actions.copy(row, 'link')}>{t('record.copyLink')}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Tool
        label={t(row.unread ? 'record.markRead' : 'record.markUnread')}
        keys="u"
        onClick={() => onToggle(row)}
      >
        {row.unread ? <IconMailOpened size={16} /> : <IconMail size={16} />}
      </Tool>
      <Tool label={t('record.raw')} keys="r" pressed={at.raw} onClick={() => go({ kind: 'raw' })}>
        <IconCode size={16} />
      </Tool>
    </>
  );
}

interface ToolProps {
  readonly label: string;
  readonly keys: string;
  readonly pressed?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Tool({ label, keys, pressed, onClick, children }: ToolProps) {
  return (
    <ActionIcon
      variant={pressed ? 'light' : 'subtle'}
      color={pressed ? 'iris' : 'gray'}
      size={28}
      aria-label={label}
      aria-pressed={pressed}
      title={`${label} (${keys})`}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}
