// The window: rail, the place that is open, and the status line at the foot.
import { useState } from 'react';
import { ConnectionsPlace } from '../connections/ConnectionsPlace';
import { FeedPlace } from '../feed/FeedPlace';
import { InspectorPlace } from '../inspector/InspectorPlace';
import { SettingsPlace } from '../settings/SettingsPlace';
import { useDesk } from '../state/desk';
import { Rail } from '../views/Rail';
import styles from './frame.module.css';
import { KeySheet } from './KeySheet';
import { StatusLine } from './StatusLine';
import { useKeys } from './use-keys';
import { type Layout, useLayout } from './use-layout';

export function Frame() {
  const layout = useLayout();
  const { at, go } = useDesk();
  const [sheet, setSheet] = useState(false);
  useKeys({ rail: layout.toggleRail, sheet: () => setSheet(true) });
  return (
    <div className={styles.window} data-folded={layout.folded || undefined}>
      <Rail folded={layout.folded} onFold={layout.toggleRail} />
      <div className={styles.place} data-place={at.place}>
        <PlaceShown layout={layout} />
      </div>
      <StatusLine onKeys={() => setSheet(true)} />
      <KeySheet open={sheet} onClose={() => setSheet(false)} />
      {at.place !== 'feed' && <BackKey onBack={() => go({ kind: 'back' })} />}
    </div>
  );
}

function PlaceShown({ layout }: { readonly layout: Layout }) {
  const { at, go } = useDesk();
  switch (at.place) {
    case 'feed':
      return <FeedPlace detail={layout.detail} />;
    case 'connections':
      return (
        <ConnectionsPlace
          connecting={at.connecting ?? undefined}
          onOpenSettings={() => go({ kind: 'address' })}
        />
      );
    case 'deliveries':
      return <InspectorPlace />;
    case 'settings':
      return <SettingsPlace />;
  }
}

/** Escape leads from every other place back to the feed. */
function BackKey({ onBack }: { readonly onBack: () => void }) {
  useKeys({ back: onBack });
  return null;
}
