// A secret made here, to be entered at the service as well: it can be copied as long as the form is open, and never after.
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/CopyButton';
import { QuietButton } from '../../ui/QuietButton';
import styles from '../connections.module.css';

interface MadeSecretProps {
  /** What stands in the field. */
  readonly value: string | undefined;
  /** One is stored, and stays unless another is made. */
  readonly isSet: boolean;
  readonly onMade: (value: string) => void;
}

export function MadeSecret({ value, isSet, onMade }: MadeSecretProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.actions} style={{ marginTop: 6 }}>
      {value ? (
        <CopyButton
          text={value}
          label={t('connections.form.copySecret')}
          done={t('connections.copied')}
        />
      ) : (
        (!isSet || value === '') && (
          <QuietButton aligned onClick={() => onMade(newSecret())}>
            {t('connections.form.makeSecret')}
          </QuietButton>
        )
      )}
    </div>
  );
}

/** 192 bits; letters and digits that survive any form. */
const newSecret = (): string =>
  [...crypto.getRandomValues(new Uint8Array(24))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
