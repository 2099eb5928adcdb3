// A new connection to one service: what to enter, and beside it what the service tells and what it does not.
import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView } from '#shared/connection';
import type { SourceInfo } from '#shared/source-info';
import { bridge } from '../../bridge';
import { useWords } from '../../ui/language';
import styles from '../connections.module.css';
import { SourceMark } from '../sources/SourceMark';
import { ConnectForm } from './ConnectForm';
import { holds } from './connect-way';
import type { Entry } from './form-entry';

interface NewConnectionProps {
  readonly source: SourceInfo;
  readonly namesTaken: readonly string[];
  readonly onSaved: (connection: ConnectionView) => void;
  readonly onCancel: () => void;
}

/** A service whose hooks need neither a choice nor a call gets its address at once: one click fewer. */
const needsNoChoice = (source: SourceInfo) =>
  !source.abilities.discover && source.targetForm.length === 0;

export function NewConnection({ source, namesTaken, onSaved, onCancel }: NewConnectionProps) {
  const { t } = useTranslation();
  const say = useWords();
  const [entry, setEntry] = useState<Entry>({});
  const isAddressNeeded =
    source.abilities.needsPublicAddress ||
    (source.addressWhen !== undefined && holds(source.form, source.addressWhen, entry));
  const saved = async (connection: ConnectionView) => {
    if (needsNoChoice(source) && connection.subscriptions.length === 0) {
      // A refusal shows in the connection's pane, where the same step can be tried again.
      await bridge.call('subscriptions.add', {
        connectionId: connection.id,
        draft: { manage: false, target: {} },
      });
    }
    onSaved(connection);
  };
  return (
    <>
      <header className={styles.head}>
        <SourceMark source={source} />
        <div className={styles.headWords}>
          <h2>{t('connections.connectTo', { service: say(source.name) })}</h2>
          <p>
            {t(source.abilities.discover ? 'connections.next.tables' : 'connections.next.hook')}{' '}
            {!isAddressNeeded && `${t('connections.next.anywhere')} `}
            <Anchor
              component="button"
              type="button"
              inherit
              onClick={() => void bridge.call('shell.openLink', { url: source.documentation })}
            >
              {t('connections.documentation')}
            </Anchor>
          </p>
        </div>
      </header>
      <ConnectForm
        source={source}
        connection={null}
        namesTaken={namesTaken}
        onSaved={(connection) => void saved(connection)}
        onCancel={onCancel}
        onEntry={setEntry}
      />
      <Limits source={source} config={entry} />
    </>
  );
}

/** What the service cannot do, said before it surprises. */
export function Limits({
  source,
  config,
}: {
  readonly source: SourceInfo;
  /** As it is entered or stored. */
  readonly config: Readonly<Record<string, unknown>>;
}) {
  const { t } = useTranslation();
  const say = useWords();
  const limits = source.limits.filter((_, place) =>
    holds(source.form, source.limitsWhen?.[place], config),
  );
  if (limits.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>{t('connections.limits')}</h3>
      <ul className={`${styles.plain} ${styles.muted}`}>
        {limits.map((limit) => (
          <li key={limit.en}>{say(limit)}</li>
        ))}
      </ul>
    </section>
  );
}
