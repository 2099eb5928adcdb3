// The sheet of keys, called up with `?`.
import { Kbd, Modal } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './frame.module.css';
import { keySheet } from './key-command';

interface KeySheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function KeySheet({ open, onClose }: KeySheetProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={t('frame.keys.title')}
      size={420}
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <dl className={styles.keys}>
        {keySheet.map(([command, keys]) => (
          <Fragment key={command}>
            <dt>{t(`frame.keys.${command}`)}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key} size="xs">
                  {key}
                </Kbd>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
