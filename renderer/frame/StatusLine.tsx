// The quiet line at the window's foot: how receiving goes. A problem there says what to do.
import { Popover } from '@mantine/core';
import { IconAlertTriangle, IconKeyboard, IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/result';
import type { Status } from '#shared/status';
import { sayProblem } from '#shared/text/text';
import { ask } from '../state/ask';
import { useDesk } from '../state/desk';
import { keyed } from '../ui/keyed';
import { Moment } from '../ui/Moment';
import { AddressFact } from './AddressFact';
import { hostOf } from './host-of';
import { Said } from './Said';
import styles from './status.module.css';

export function StatusLine({ onKeys }: { readonly onKeys: () => void }) {
  const { t } = useTranslation();
  const { status } = useDesk();
  return (
    <section className={styles.line} aria-label={t('frame.landmark.status')}>
      {status ? <Facts status={status} /> : <span>{t('frame.status.starting')}</span>}
      <span className={styles.spring} />
      <Said />
      <button
        type="button"
        className={styles.button}
        onClick={onKeys}
        aria-label={t('frame.keys.open')}
        title={`${t('frame.keys.open')} (?)`}
      >
        <IconKeyboard size={15} aria-hidden />
      </button>
    </section>
  );
}

function Facts({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  const { receiver, queue, rereading, lastEventAt, problems, paused, demo } = status;
  const listening = receiver.state === 'listening' && receiver.url !== null;
  return (
    <>
      {problems.length > 0 ? (
        <Problems problems={problems} failed={status.health === 'failed'} />
      ) : (
        <span className={styles.fact}>
          <span className={styles.light} data-on={listening || undefined} aria-hidden />
          {listening
            ? t('frame.status.listening', { address: hostOf(receiver.url ?? '') })
            : t('frame.status.stopped')}
        </span>
      )}
      <AddressFact status={status} />
      <span className={styles.fact}>
        {lastEventAt === null ? t('frame.status.noEvents') : <LastEvent at={lastEventAt} />}
      </span>
      {queue.pending > 0 && (
        <span className={styles.fact}>{t('frame.status.queue', { count: queue.pending })}</span>
      )}
      {rereading && (
        <span className={styles.fact} data-may-go>
          {t('frame.status.rereading', { ...rereading })}
        </span>
      )}
      {queue.undecoded > 0 && <Undecoded count={queue.undecoded} />}
      {paused && (
        <span className={styles.fact}>
          <IconPlayerPause size={14} aria-hidden /> {t('frame.status.paused')}
        </span>
      )}
      {demo && (
        <span className={styles.fact} data-may-go>
          {t('frame.status.demo')}
          <button type="button" className={styles.link} onClick={() => void ask('demo.stop', {})}>
            {t('frame.status.stopDemo')}
          </button>
        </span>
      )}
    </>
  );
}

function LastEvent({ at }: { readonly at: number }) {
  const { t } = useTranslation();
  // The sentence is cut where the moment stands, because the moment keeps itself up to date.
  const [before, after] = t('frame.status.lastEvent', { when: '\u0000' }).split('\u0000');
  return (
    <span>
      {before}
      <Moment at={at} />
      {after}
    </span>
  );
}

function Undecoded({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  const { go } = useDesk();
  return (
    <button
      type="button"
      className={styles.link}
      onClick={() => go({ kind: 'go', place: 'deliveries' })}
    >
      {t('frame.status.undecoded', { count })}
    </button>
  );
}

interface ProblemsProps {
  readonly problems: readonly Problem[];
  readonly failed: boolean;
}

function Problems({ problems, failed }: ProblemsProps) {
  const { t } = useTranslation();
  const [first] = problems;
  if (!first) return null;
  return (
    <Popover position="top-start" width={420}>
      <Popover.Target>
        <button type="button" className={styles.problem} data-failed={failed || undefined}>
          <IconAlertTriangle size={15} aria-hidden />
          <span className={styles.problemText} role="status">
            <bdi>{sayProblem(t, first)}</bdi>
          </span>
          {problems.length > 1 && <span className={styles.more}>+{problems.length - 1}</span>}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <ul
          className={styles.list}
          aria-label={t('frame.status.problems', { count: problems.length })}
        >
          {keyed(problems).map(({ key, item: problem }) => (
            <li key={key}>
              <bdi>{sayProblem(t, problem)}</bdi>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
