// Saved views in the rail, each with its count and its options.
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconBookmark,
  IconDots,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewCount } from '#shared/feed';
import { useDesk } from '../state/desk';
import { oneLine } from '../ui/change/plain-text';
import { RailItem } from './RailItem';
import { RenameView } from './RenameView';
import styles from './rail.module.css';
import { moved, renamed, withoutView } from './view-list';

export function SavedViews({ folded }: { readonly folded: boolean }) {
  const { t } = useTranslation();
  const { at, go, say, views, saveViews } = useDesk();
  const [renaming, setRenaming] = useState<string | null>(null);
  const remove = async (view: ViewCount) => {
    if (await saveViews(withoutView(views, view.id))) say(t('views.removed', { name: view.name }));
  };
  return views.map((view, place) =>
    renaming === view.id && !folded ? (
      <RenameView
        key={view.id}
        name={view.name}
        onDone={(name) => {
          setRenaming(null);
          if (name !== null) void saveViews(renamed(views, view.id, name));
        }}
      />
    ) : (
      <RailItem
        key={view.id}
        glyph={<IconBookmark size={16} />}
        label={oneLine(view.name, 80)}
        count={view.unread}
        folded={folded}
        current={at.place === 'feed' && at.query.trim() === view.query.trim()}
        onClick={() => go({ kind: 'filter', query: view.query })}
      >
        <ViewMenu
          view={view}
          first={place === 0}
          last={place === views.length - 1}
          onRename={() => setRenaming(view.id)}
          onMove={(by) => void saveViews(moved(views, view.id, by))}
          onRemove={() => void remove(view)}
        />
      </RailItem>
    ),
  );
}

interface ViewMenuProps {
  readonly view: ViewCount;
  readonly first: boolean;
  readonly last: boolean;
  readonly onRename: () => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

function ViewMenu({ view, first, last, onRename, onMove, onRemove }: ViewMenuProps) {
  const { t } = useTranslation();
  return (
    <Menu position="right-start">
      <Menu.Target>
        <ActionIcon
          className={styles.options}
          variant="subtle"
          color="gray"
          size={22}
          aria-label={t('views.menu', { name: view.name })}
        >
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={14} />} onClick={onRename}>
          {t('views.rename')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowUp size={14} />}
          disabled={first}
          onClick={() => onMove(-1)}
        >
          {t('views.moveUp')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={14} />}
          disabled={last}
          onClick={() => onMove(1)}
        >
          {t('views.moveDown')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash size={14} />} onClick={onRemove}>
          {t('views.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
