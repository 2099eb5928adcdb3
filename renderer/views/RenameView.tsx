// The name of a view while it is being changed, in the rail where it stands.
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './rail.module.css';

interface RenameViewProps {
  readonly name: string;
  /** null: left as it was. */
  readonly onDone: (name: string | null) => void;
}

export function RenameView({ name, onDone }: RenameViewProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(name);
  const done = () => onDone(typed.trim() === '' || typed.trim() === name ? null : typed.trim());
  return (
    <li className={styles.item}>
      <TextInput
        size="xs"
        className={styles.rename}
        aria-label={t('views.name')}
        maxLength={80}
        value={typed}
        // The person has just asked for this field.
        autoFocus
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') done();
          if (event.key === 'Escape') onDone(null);
        }}
      />
    </li>
  );
}
