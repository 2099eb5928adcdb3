// Keeps the filter as a view: asks for a name beside the button.
import { ActionIcon, Button, Group, Popover, TextInput } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../state/desk';
import { withView } from './view-list';

export function SaveView({ query }: { readonly query: string }) {
  const { t } = useTranslation();
  const { say, views, saveViews } = useDesk();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const save = async () => {
    const named = name.trim();
    if (named === '' || !(await saveViews(withView(views, named, query)))) return;
    setOpen(false);
    setName('');
    say(t('views.saved', { name: named }));
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus withArrow={false}>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('views.save')}
          title={t('views.save')}
          onClick={() => setOpen(!open)}
        >
          <IconBookmark size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <Group gap={8} align="end">
            <TextInput
              data-autofocus
              size="xs"
              label={t('views.name')}
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" size="xs" disabled={name.trim() === ''}>
              {t('frame.save')}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
