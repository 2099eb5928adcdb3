// What the tray shows for given facts: glyph, tooltip and menu. Pure; `tray.ts` applies it.
import type { TFunction } from 'i18next';
import { isLoopback } from '#shared/loopback';
import type { Status } from '#shared/status';
import type { TunnelState } from '#shared/tunnel';

export const trayLooks = ['idle', 'new', 'paused', 'attention', 'offline'] as const;
export type TrayLook = (typeof trayLooks)[number];

export type TrayFacts = Pick<Status, 'receiver' | 'health' | 'unread' | 'paused' | 'tunnel'>;
export type TrayAction = 'open' | 'mark-read' | 'pause' | 'resume' | 'quit';

type TrayItem =
  | { readonly kind: 'action'; readonly action: TrayAction; readonly label: string }
  | { readonly kind: 'note'; readonly label: string }
  | { readonly kind: 'line' };

export interface TrayView {
  readonly look: TrayLook;
  readonly tooltip: string;
  readonly unread: number;
  readonly items: readonly TrayItem[];
}

/** The worst fact wins, then a choice of the person, then news. */
function trayLook(facts: TrayFacts): TrayLook {
  if (facts.receiver.state !== 'listening' || facts.health === 'failed') return 'offline';
  if (facts.health === 'attention') return 'attention';
  if (facts.paused) return 'paused';
  return facts.unread > 0 ? 'new' : 'idle';
}

export function renderTray(facts: TrayFacts, t: TFunction): TrayView {
  const look = trayLook(facts);
  const unread = facts.unread > 0 ? t('app.tray.unread', { count: facts.unread }) : null;
  const state =
    look === 'new' ? unread : look === 'idle' ? t('app.tray.idle') : t(`app.tray.${look}`);
  const count = t('app.tray.unreadItem', { count: facts.unread });
  const action = (name: TrayAction, label: string): TrayItem => ({
    kind: 'action',
    action: name,
    label,
  });
  return {
    look,
    unread: facts.unread,
    // The count stays readable also while something else needs to be said.
    tooltip: look !== 'new' && unread !== null ? `${state} · ${count}` : (state ?? ''),
    items: [
      action('open', t('app.tray.open')),
      { kind: 'line' },
      { kind: 'note', label: count },
      ...addressItem(facts.tunnel, t),
      ...(facts.unread > 0 ? [action('mark-read', t('app.tray.markRead'))] : []),
      facts.paused ? action('resume', t('app.tray.resume')) : action('pause', t('app.tray.pause')),
      { kind: 'line' },
      action('quit', t('app.tray.quit')),
    ],
  };
}

/** Nothing while no public address is set: it may not be needed. */
function addressItem(tunnel: TunnelState, t: TFunction): readonly TrayItem[] {
  if (tunnel.kind === 'off') return [];
  const url = tunnel.kind === 'online' || tunnel.kind === 'unproved' ? tunnel.url : null;
  const address = url === null ? '' : new URL(url).host;
  const words = url !== null && tunnel.kind === 'online' && isLoopback(url) ? 'here' : tunnel.kind;
  const label = t(`app.tray.address.${words}`, { address });
  // What only the person can mend leads to the window, which says how.
  return tunnel.kind === 'failed'
    ? [{ kind: 'action', action: 'open', label }]
    : [{ kind: 'note', label }];
}
