// The base of a connection: picked from the account's own, or its id typed.
import { Button, Input, TextInput } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountDraft } from '#shared/connection';
import type { FormField } from '#shared/source-info';
import { Foreign } from '../../ui/Foreign';
import { useWords } from '../../ui/language';
import { QuietButton } from '../../ui/QuietButton';
import styles from '../connections.module.css';
import own from './account.module.css';
import { BaseList } from './BaseList';

interface BaseFieldProps {
  readonly field: FormField;
  /** What the service calls a base. */
  readonly term: string;
  readonly value: string;
  /** Of the one that is picked; null while only its id is known. */
  readonly name: string | null;
  readonly issue: string | null;
  readonly account: () => AccountDraft;
  /** Whether there are credentials in this way of connecting. */
  readonly canLook: boolean;
  /** Shows the list at once. */
  readonly opened: boolean;
  /** @returns whether the credentials are entered; else their issues are shown */
  readonly ready: () => boolean;
  /** @param name null when the id was typed */
  readonly onChange: (id: string, name: string | null) => void;
}

export function BaseField(props: BaseFieldProps) {
  const { field, term, value, name, issue, account, canLook, opened, ready, onChange } = props;
  const { t } = useTranslation();
  const say = useWords();
  const [look, setLook] = useState<'closed' | 'list' | 'typing'>(
    !canLook ? 'typing' : opened && value === '' ? 'list' : 'closed',
  );
  const open = () => {
    if (ready()) setLook('list');
  };
  if (look === 'typing') {
    return (
      <div className={own.picker}>
        <TextInput
          label={
            field.required
              ? say(field.label)
              : t('connections.form.optional', { label: say(field.label) })
          }
          description={field.help && say(field.help)}
          error={issue}
          value={value}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange(event.currentTarget.value, null)}
        />
        {canLook && (
          <QuietButton aligned onClick={() => setLook('closed')}>
            {t('watching.pick.instead')}
          </QuietButton>
        )}
      </div>
    );
  }
  return (
    <Input.Wrapper
      label={<span className={styles.term}>{term}</span>}
      labelElement="div"
      error={issue}
    >
      <div className={own.picker}>
        {value !== '' && look === 'closed' && (
          <div className={own.picked}>
            <IconFileText size={16} aria-hidden />
            {name === null ? <code>{value}</code> : <Foreign text={name} />}
          </div>
        )}
        {look === 'list' && (
          <BaseList
            account={account}
            onPick={(base) => {
              setLook('closed');
              onChange(base.id, base.name);
            }}
          />
        )}
        <div className={styles.actions}>
          {look === 'closed' && (
            <Button size="compact-md" variant={value === '' ? 'light' : 'default'} onClick={open}>
              {t(value === '' ? 'watching.pick.open' : 'watching.pick.another')}
            </Button>
          )}
          {look === 'list' && (
            <QuietButton aligned onClick={() => setLook('closed')}>
              {t('watching.pick.close')}
            </QuietButton>
          )}
          <QuietButton onClick={() => setLook('typing')}>{t('watching.pick.type')}</QuietButton>
        </div>
      </div>
    </Input.Wrapper>
  );
}
