// Tray, menu and terminal, drawn from the core's status.
import { Menu } from 'electron';
import type { Core } from '#core/core';
import type { Status } from '#shared/status';
import { trayIcons } from './icons/native-icons';
import { menuTemplate } from './menu';
import type { Announce } from './milestones';
import type { Speaker } from './speech';
import type { Terminal } from './terminal';
import { createTray } from './tray';
import { renderTray, type TrayAction } from './tray-view';
import type { MainWindow } from './window';

export interface Surfaces {
  draw(status: Status | null): void;
  close(): void;
}

export interface SurfaceNeeds {
  readonly core: Pick<Core, 'api'>;
  readonly window: MainWindow;
  readonly speaker: Speaker;
  readonly terminal: Terminal;
  readonly announce: Announce;
  readonly quit: () => void;
}

export function createSurfaces(needs: SurfaceNeeds): Surfaces {
  const { core, window, speaker, terminal, quit } = needs;
  const tray = createTray(
    trayIcons(process.platform),
    (action) => {
      void act(action);
    },
    needs.announce,
  );
  let menuLocale: string | null = null;
  let closed = false;

  async function act(action: TrayAction): Promise<void> {
    if (action === 'open') return window.show();
    if (action === 'quit') return quit();
    const outcome =
      action === 'mark-read'
        ? await core.api['feed.mark']({ target: { query: '' }, unread: false })
        : await core.api['settings.set']({ paused: action === 'pause' });
    if (!outcome.ok) terminal.problems([outcome.error]);
  }

  return {
    draw(status) {
      if (closed) return;
      const { t, locale } = speaker.now();
      if (locale !== menuLocale) {
        menuLocale = locale;
        Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(t, quit, process.platform)));
      }
      if (status === null) return;
      tray.apply(renderTray(status, t));
      terminal.problems(status.problems);
    },
    close() {
      closed = true;
      tray.close();
    },
  };
}
