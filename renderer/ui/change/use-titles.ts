// Says what a change is called, in the page's language.
import { useTranslation } from 'react-i18next';
import type { ChangeEvent } from '#shared/event';
import { titleOf } from './row-title';

export function useTitles(): (event: ChangeEvent) => string {
  const { t } = useTranslation();
  return (event) => {
    const title = titleOf(event);
    switch (title.kind) {
      case 'record':
        return title.title;
      case 'untitled':
        return title.id === null
          ? t('app.value.untitled')
          : t('app.value.unnamedRecord', { id: title.id });
      case 'records':
        return t('app.records', { count: title.count });
      default:
        return t(`feed.${title.kind}`, {
          name: title.name ?? t('feed.unnamed'),
          context: event.source, // services have words of their own for these
        });
    }
  };
}
