// The form of one connection, new or stored, drawn from what its source asks for.
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountDraft, ConnectionView } from '#shared/connection';
import type { SourceInfo } from '#shared/source-info';
import { bridge } from '../bridge';
import { useDesk } from '../state/desk';
import { useWords } from '../ui/language';
import { Note, ProblemNote } from '../ui/ProblemNote';
import { BasePicker } from './BasePicker';
import styles from './connections.module.css';
import own from './fields.module.css';
import { draftOf, freshName, nameField } from './form-entry';
import { SignInPanel } from './SignInPanel';
import { SourceFields, useFieldIssue } from './SourceFields';
import { useEntry } from './use-entry';

interface ConnectFormProps {
  readonly source: SourceInfo;
  /** null for a new connection. */
  readonly connection: ConnectionView | null;
  readonly namesTaken: readonly string[];
  readonly onSaved: (connection: ConnectionView) => void;
  readonly onCancel: () => void;
}

export function ConnectForm(props: ConnectFormProps) {
  const { source, connection, namesTaken, onSaved, onCancel } = props;
  const { baseMember } = source;
  const { t } = useTranslation();
  const { status, settings } = useDesk();
  const say = useWords();
  const sayIssue = useFieldIssue();
  const secretsSet = connection?.secrets ?? [];
  const form = useEntry(source.form, connection?.config ?? {}, secretsSet);
  const [name, setName] = useState(connection?.name ?? freshName(say(source.name), namesTaken));
  const [busy, setBusy] = useState(false);
  const [signInId, setSignInId] = useState<string | null>(null);

  /** What is entered so far, to sign in with and to look around with. */
  const account = (): AccountDraft => {
    const { config, secrets } = draftOf(source, name, form.entry, connection);
    return {
      source: source.id,
      config,
      secrets,
      ...(connection ? { connectionId: connection.id } : {}),
      ...(signInId === null ? {} : { signInId }),
    };
  };

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!form.check(name.trim() === '' ? { [nameField]: { kind: 'missing' } } : {})) return;
    setBusy(true);
    const draft = draftOf(source, name, form.entry, connection);
    const outcome = await bridge.call('connections.save', {
      ...draft,
      ...(signInId === null ? {} : { signInId }),
    });
    setBusy(false);
    if (outcome.ok) onSaved(outcome.value);
    else form.refuse(outcome.error, [nameField]);
  };

  return (
    <form className={styles.section} onSubmit={(event) => void save(event)} noValidate>
      <div className={own.fields}>
        <TextInput
          label={t('connections.form.name')}
          description={t('connections.form.nameHelp')}
          value={name}
          required
          withAsterisk={false}
          error={sayIssue(form.issues[nameField])}
          onChange={(event) => {
            form.forget(nameField);
            setName(event.currentTarget.value);
          }}
        />
        <SourceFields
          fields={source.form}
          entry={form.entry}
          issues={form.issues}
          secretsSet={secretsSet}
          onChange={form.change}
        />
        {source.abilities.signIn && <SignInPanel account={account} onChange={setSignInId} />}
        {baseMember !== null && source.abilities.discover && (
          <BasePicker account={account} onPick={(base) => form.change(baseMember, base.id)} />
        )}
      </div>
      {status?.secretsKept === false && !settings.plainSecrets && (
        <Note tone="warning">{t('connections.form.secretsNotKept')}</Note>
      )}
      {form.problem && <ProblemNote problem={form.problem} />}
      <div className={styles.actions}>
        <Button type="submit" loading={busy}>
          {connection ? t('connections.form.save') : t('connections.form.connect')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel} disabled={busy}>
          {t('connections.cancel')}
        </Button>
      </div>
    </form>
  );
}
