// The one window. Closed means gone: its renderer is destroyed, and the next `show` makes a new one.
import { BrowserWindow, type NativeImage, nativeTheme, type WebContents } from 'electron';
import type { Clock } from '#core/ports';
import { ipcChannels, type Push } from '#shared/ipc';
import type { Announce } from './milestones';
import { pageAddress } from './page-file';
import { createPushNumbers, type UnnumberedPush } from './push-numbers';

export interface MainWindow {
  /** Brings the window up, making it when there is none; with an event, the page is told to open it once it can. */
  show(eventId?: string): void;
  /** To the page, when there is one. */
  push(push: UnnumberedPush): void;
  /** The page asked for its feed: it listens, and can be told what to open. */
  pageListens(): void;
  owns(contents: WebContents): boolean;
  destroy(): void;
}

export interface WindowNeeds {
  /** Absolute path of the built preload. */
  readonly preload: string;
  readonly icon: NativeImage;
  readonly announce: Announce;
  readonly clock: Pick<Clock, 'now'>;
  /** The window was closed by the person; not called when its page crashed. */
  readonly closed: () => void;
}

const background = { light: '#ffffff', dark: '#1a1b1e' } as const;

/** ms between two windows made in place of a crashed one, so that a page that always crashes does not spin. */
const revivalPause = 60_000;

export function createMainWindow(needs: WindowNeeds): MainWindow {
  let window: BrowserWindow | null = null;
  let listens = false;
  let wanted: string | null = null;
  let ended = false;
  let revivedAt = Number.NEGATIVE_INFINITY;
  const number = createPushNumbers();

  const send = (push: Push) => window?.webContents.send(ipcChannels.push, push);
  const openWanted = () => {
    if (!listens || wanted === null) return;
    send(number({ name: 'open', payload: { eventId: wanted } }));
    wanted = null;
  };

  const make = () => {
    const made = new BrowserWindow({
      width: 1100,
      height: 720,
      minWidth: 720,
      minHeight: 480,
      show: false,
      title: 'Tablewatch',
      icon: needs.icon,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
      webPreferences: {
        preload: needs.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false, // it would fetch dictionaries
      },
    });
    const contents = made.webContents;
    // Late events reach a window that is half destroyed; showing it then throws inside Electron.
    const isCurrent = () => window === made && !made.isDestroyed();
    made.once('ready-to-show', () => {
      if (isCurrent()) made.show();
    });
    made.on('page-title-updated', (event) => event.preventDefault());
    contents.once('did-finish-load', () => {
      needs.announce({ milestone: 'window-ready' });
    });
    let crashed = false;
    contents.on('render-process-gone', () => {
      if (!isCurrent()) return;
      crashed = true;
      const seen = made.isVisible();
      made.destroy();
      if (seen) revive();
    });
    made.once('closed', () => {
      if (window === made) window = null;
      listens = false;
      needs.announce({ milestone: 'window-gone' });
      if (!crashed) needs.closed();
    });
    void made.loadURL(pageAddress);
    return made;
  };

  const revive = () => {
    if (needs.clock.now() - revivedAt < revivalPause) return;
    revivedAt = needs.clock.now();
    // On a stack of its own: the crashed window must outlive its event.
    setImmediate(() => {
      if (!ended) window ??= make();
    });
  };

  return {
    show(eventId) {
      if (eventId !== undefined) wanted = eventId;
      if (window === null) {
        window = make();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      openWanted();
    },
    push(push) {
      send(number(push));
    },
    pageListens() {
      listens = true;
      openWanted();
    },
    owns: (contents) => window?.webContents === contents,
    destroy() {
      ended = true;
      const last = window;
      window = null;
      last?.destroy();
    },
  };
}
