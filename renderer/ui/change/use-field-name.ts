// Says what a changed field is called: its name, or for a field's own definition the property that changed.
import { useTranslation } from 'react-i18next';
import { definitionOf, propertyName } from '#shared/definition';
import type { FieldChange } from '#shared/event';
import { oneLine } from './plain-text';

export function useFieldName(): (field: FieldChange['field']) => string {
  const { t } = useTranslation();
  return (field) => {
    const property = field.type === 'definition' ? definitionOf(field).property : null;
    if (property !== null) return oneLine(propertyName(property, t), 60);
    return oneLine(field.name ?? '', 60) || oneLine(field.id, 60);
  };
}
