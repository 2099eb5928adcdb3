// What to do in the service's console, step by step, with everything that is to be pasted there at hand.
import { Anchor, Collapse } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView } from '#shared/connection';
import type { SetUpStep, SourceInfo } from '#shared/source-info';
import { bridge } from '../../bridge';
import { CopyButton } from '../../ui/CopyButton';
import { useWords } from '../../ui/language';
import { QuietButton } from '../../ui/QuietButton';
import styles from '../connections.module.css';
import { holds } from './connect-way';
import own from './set-up.module.css';

interface SetUpProps {
  readonly source: SourceInfo;
  /** As it is entered or stored. */
  readonly config: Readonly<Record<string, unknown>>;
  /** null: it is not saved yet. */
  readonly connection: ConnectionView | null;
}

export function SetUp({ source, config, connection }: SetUpProps) {
  const { t } = useTranslation();
  const isHeard =
    connection !== null &&
    (connection.lastEventAt !== null ||
      connection.subscriptions.some((one) => one.lastDeliveryAt !== null));
  const [open, setOpen] = useState(!isHeard);
  const heading = useId();
  const steps = (source.setUp ?? []).filter(({ when }) => holds(source.form, when, config));
  if (steps.length === 0) return null;
  const address = connection?.subscriptions[0]?.callbackUrl ?? '';
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h3 id={heading}>{t('connections.setUp.title')}</h3>
        <QuietButton expanded={open} describedBy={heading} onClick={() => setOpen(!open)}>
          {t(open ? 'connections.hooks.hide' : 'connections.hooks.show')}
        </QuietButton>
      </div>
      <Collapse expanded={open}>
        <ol className={own.steps}>
          {steps.map((step) => (
            <Step key={`${step.words.en}${step.link ?? ''}`} step={step} address={address} />
          ))}
        </ol>
      </Collapse>
    </section>
  );
}

function Step({ step, address }: { readonly step: SetUpStep; readonly address: string }) {
  const { t } = useTranslation();
  const say = useWords();
  const { link } = step;
  const texts = [...(step.copy ?? []), ...(step.address && address !== '' ? [address] : [])];
  return (
    <li>
      <span>{say(step.words)}</span>
      {link !== undefined && (
        <>
          {' '}
          <Anchor
            component="button"
            type="button"
            inherit
            onClick={() => void bridge.call('shell.openLink', { url: link })}
          >
            {new URL(link).host}
          </Anchor>
        </>
      )}
      {step.address && address === '' && (
        <span className={styles.muted}>{t('connections.setUp.noAddress')}</span>
      )}
      {texts.length > 0 && (
        <div className={own.pastes}>
          {texts.map((text) => (
            <span key={text} className={own.paste}>
              <code title={text}>{text}</code>
              <CopyButton
                text={text}
                label={t('connections.setUp.copy')}
                done={t('connections.copied')}
              />
            </span>
          ))}
        </div>
      )}
    </li>
  );
}
