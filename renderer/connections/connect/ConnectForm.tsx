// The form of one connection, new or stored: how to connect, the credentials, the base, the name; what is seldom needed is folded.
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountDraft, ConnectionView } from '#shared/connection';
import type { SourceInfo } from '#shared/source-info';
import { bridge } from '../../bridge';
import { useDesk } from '../../state/desk';
import { useWords } from '../../ui/language';
import { Note, ProblemNote } from '../../ui/ProblemNote';
import styles from '../connections.module.css';
import { BaseField } from './BaseField';
import { ConnectWays } from './ConnectWays';
import { fieldsOf, holds, secretsLeft, wayOf, waysOf } from './connect-way';
import { FoldedFields } from './FoldedFields';
import own from './fields.module.css';
import { draftOf, type Entry, freshName, nameField } from './form-entry';
import { SetUp } from './SetUp';
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
  /** What is entered so far. */
  readonly onEntry?: (entry: Entry) => void;
}

export function ConnectForm(props: ConnectFormProps) {
  const { source, connection, namesTaken, onSaved, onCancel, onEntry } = props;
  const { t } = useTranslation();
  const { status, settings } = useDesk();
  const say = useWords();
  const sayIssue = useFieldIssue();
  const secretsSet = connection?.secrets ?? [];
  const [way, setWay] = useState(() => wayOf(source, connection));
  const form = useEntry(source.form, connection?.config ?? {}, secretsSet);
  const shown = fieldsOf(source.form, way).filter(({ when }) =>
    holds(source.form, when, form.entry),
  );
  useEffect(() => onEntry?.(form.entry), [onEntry, form.entry]);
  const [name, setName] = useState(connection?.name ?? freshName(say(source.name), namesTaken));
  const [named, setNamed] = useState(connection !== null);
  const [baseName, setBaseName] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [signInId, setSignInId] = useState<string | null>(null);
  const base = source.abilities.discover
    ? shown.find((field) => field.name === source.baseMember)
    : undefined;
  const credentials = shown.filter((field) => field !== base && !field.folded);
  const signsIn = way === 'signIn';

  const draft = () => {
    const { secrets, ...rest } = draftOf({ ...source, form: shown }, name, form.entry, connection);
    return {
      ...rest,
      secrets: { ...secretsLeft(source, connection, way), ...secrets },
      ...(signsIn && signInId !== null ? { signInId } : {}),
    };
  };
  /** What is entered so far, to sign in with and to look around with. */
  const account = (): AccountDraft => {
    const { id, name: _, ...rest } = draft();
    return { ...rest, ...(id === undefined ? {} : { connectionId: id }) };
  };
  const signedIn = !signsIn || signInId !== null || secretsSet.includes('accessToken');

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const missing = {
      ...(name.trim() === '' ? { [nameField]: { kind: 'missing' as const } } : {}),
      ...(signedIn ? {} : { [signInField]: { kind: 'signIn' as const } }),
    };
    if (!form.check(shown, missing)) return;
    setBusy(true);
    const outcome = await bridge.call('connections.save', draft());
    setBusy(false);
    if (outcome.ok) onSaved(outcome.value);
    else form.refuse(outcome.error, [nameField]);
  };
  const nameInput = (
    <TextInput
      label={t('connections.form.name')}
      description={t('connections.form.nameHelp')}
      value={name}
      required
      withAsterisk={false}
      error={sayIssue(form.issues[nameField])}
      onChange={(event) => {
        form.forget(nameField);
        setNamed(true);
        setName(event.currentTarget.value);
      }}
    />
  );
  const fields = { entry: form.entry, issues: form.issues, secretsSet, onChange: form.change };

  return (
    <form className={styles.section} onSubmit={(event) => void save(event)} noValidate>
      <div className={own.fields}>
        {waysOf(source).length > 0 && (
          <ConnectWays ways={waysOf(source)} way={way} onChange={setWay} />
        )}
        {!base && nameInput}
        <SourceFields fields={credentials} {...fields} />
        {signsIn && source.redirect && (
          <SignInPanel
            account={account}
            port={form.entry[source.redirect.member] ?? `${source.redirect.usual}`}
            usualPort={source.redirect.usual}
            issue={sayIssue(form.issues[signInField])}
            ready={() => form.check(credentials)}
            onChange={(id) => {
              form.forget(signInField);
              setSignInId(id);
            }}
          />
        )}
        {base && (
          <BaseField
            // A finished sign-in shows the documents at once.
            key={`${way} ${signInId}`}
            field={base}
            term={say(source.terms.base)}
            value={form.entry[base.name] ?? ''}
            name={baseName}
            issue={sayIssue(form.issues[base.name], base)}
            account={account}
            canLook={way !== 'byHand'}
            opened={signInId !== null}
            ready={() =>
              form.check(credentials, signedIn ? {} : { [signInField]: { kind: 'signIn' } })
            }
            onChange={(id, picked) => {
              form.change(base.name, id);
              setBaseName(picked);
              if (!named && picked !== null) setName(freshName(picked, namesTaken));
            }}
          />
        )}
        {base && nameInput}
        <FoldedFields fields={shown.filter((field) => field.folded)} {...fields} />
      </div>
      {status?.secretsKept === false && !settings.plainSecrets && way !== 'byHand' && (
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
      {connection === null && <SetUp source={source} config={form.entry} connection={null} />}
    </form>
  );
}

/** Where “sign in first” shows; no source names a field like this. */
const signInField = 'signIn ';
