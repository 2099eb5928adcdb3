// The tray: applies what `tray-view.ts` decides, and only what changed.
import { app, Menu, type NativeImage, Tray } from 'electron';
import type { Announce } from './milestones';
import type { TrayAction, TrayLook, TrayView } from './tray-view';

export interface AppTray {
  apply(view: TrayView): void;
  close(): void;
}

export function createTray(
  icons: Readonly<Record<TrayLook, NativeImage>>,
  act: (action: TrayAction) => void,
  announce: Announce,
): AppTray {
  const tray = new Tray(icons.idle);
  tray.on('click', () => act('open'));
  let last = '';
  return {
    apply(view) {
      const now = JSON.stringify(view);
      if (now === last) return;
      last = now;
      tray.setImage(icons[view.look]);
      tray.setToolTip(view.tooltip);
      tray.setContextMenu(
        Menu.buildFromTemplate(
          view.items.map((item) => {
            if (item.kind === 'line') return { type: 'separator' };
            if (item.kind === 'note') return { label: item.label, enabled: false };
            return { label: item.label, click: () => act(item.action) };
          }),
        ),
      );
      app.setBadgeCount(view.unread); // the dock on macOS, the launcher where a Linux desktop has one
      announce({ milestone: 'tray', look: view.look, unread: view.unread });
    },
    close() {
      tray.destroy();
    },
  };
}
