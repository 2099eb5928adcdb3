// One connection whose hooks are planned: what it watches, how that is doing, what it costs, and hooks by hand beside it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionView } from '#shared/connection';
import type { SourceInfo } from '#shared/source-info';
import { useCall } from '../state/use-call';
import { QuietButton } from '../ui/QuietButton';
import { CallBudget } from './health/CallBudget';
import { Doctor } from './health/Doctor';
import { ServiceHooks } from './health/ServiceHooks';
import { Watched } from './watch/Watched';
import { WatchPlace } from './watch/WatchPlace';

interface PlannedProps {
  readonly source: SourceInfo;
  readonly connection: ConnectionView;
  readonly onEdit: () => void;
  readonly onRemoved: (hookLeft: string | null) => void;
}

export function Planned({ source, connection, onEdit, onRemoved }: PlannedProps) {
  const { t } = useTranslation();
  const [byHand, setByHand] = useState(false);
  const { subscriptions, watch, findings } = connection;
  const base = source.baseMember === null ? undefined : connection.config[source.baseMember];
  const tables = useCall('connections.tables', {
    id: connection.id,
    baseId: typeof base === 'string' ? base : '',
  });
  const known = tables.answer.kind === 'ready' ? tables.answer.value : [];
  const handMade = subscriptions.some((one) => !one.planned);
  // Before anything is watched there is nothing to look after.
  const begun = watch.length + subscriptions.length + findings.length > 0;
  return (
    <>
      <WatchPlace source={source} connection={connection} tables={tables} onEdit={onEdit} />
      {begun && (
        <>
          <Doctor source={source} connection={connection} tables={known} />
          <ServiceHooks
            source={source}
            connection={connection}
            tables={known}
            onRemoved={onRemoved}
          />
          <CallBudget source={connection.source} />
        </>
      )}
      {(handMade || byHand) && (
        <Watched source={source} connection={connection} onEdit={onEdit} onRemoved={onRemoved} />
      )}
      {!handMade && (
        <QuietButton aligned onClick={() => setByHand(!byHand)}>
          {t(byHand ? 'connections.cancel' : 'watching.byHand')}
        </QuietButton>
      )}
    </>
  );
}
