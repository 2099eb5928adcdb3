// Puts the app together: ports into the core, the core's pushes into window, tray and terminal.
import { fileURLToPath } from 'node:url';
import { app, clipboard, nativeTheme, net, powerMonitor, session, shell } from 'electron';
import { clock, createCore } from '#core/core';
import type { DemoTraffic } from '#core/ports';
import { createDoor } from './door';
import { failToStart } from './failure';
import type { Flags } from './flags';
import { appIcon } from './icons/native-icons';
import { openDoor } from './ipc';
import { createLiveState } from './live-state';
import type { Announce } from './milestones';
import { reportOurBugs } from './our-bugs';
import { createPorts } from './ports';
import { watchPower } from './power';
import { servePage } from './protocol';
import { quitPaths } from './quit-paths';
import { refuseTheRest } from './security';
import { createShellApi } from './shell-api';
import { createShutdown } from './shutdown';
import type { Speaker } from './speech';
import { createSurfaces } from './surfaces';
import { createTerminal } from './terminal';
import { createMainWindow } from './window';

const built = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export interface Start {
  readonly flags: Flags;
  /** Absolute path; exists and can be written. */
  readonly dataDir: string;
  readonly speaker: Speaker;
  readonly announce: Announce;
  readonly demo: DemoTraffic;
}

/** Runs after Electron is ready; returns once everything is up, or the process is on its way out. */
export async function runApp({ flags, dataDir, speaker, announce, demo }: Start): Promise<void> {
  refuseTheRest(app, session.defaultSession, announce);
  servePage(built('../page'));
  const terminal = createTerminal((line) => process.stdout.write(line), speaker.now);

  const window = createMainWindow({
    preload: built('../preload/preload.cjs'),
    icon: appIcon(),
    announce,
    clock,
    closed: () => {
      if (!live.settings().closeToTray) shutdown(0);
    },
  });
  const openEvent = (eventId: string | null) => window.show(eventId ?? undefined);
  const ports = createPorts({ dataDir, demo, announce, openEvent });

  const made = createCore(ports, {
    dataDir,
    port: flags.port,
    version: app.getVersion(),
    locale: speaker.now().locale,
    resumeDemo: true,
  });
  if (!made.ok) return failToStart(made.error, speaker.now(), !flags.milestones);
  const core = made.value;

  let stopWatchingPower = () => {};
  const shutdown = createShutdown(
    async () => {
      stopWatchingPower();
      surfaces.close();
      window.destroy();
      await core.stop();
      terminal.line(speaker.now().t('app.terminal.stopped'));
      announce({ milestone: 'stopped' });
    },
    (code) => app.exit(code),
    clock,
  );
  quitPaths(app, shutdown);
  reportOurBugs(ports.log, shutdown);

  const surfaces = createSurfaces({
    core,
    window,
    speaker,
    terminal,
    announce,
    quit: () => shutdown(0),
  });
  const live = createLiveState(core, () => {
    const settings = live.settings();
    speaker.choose(settings.locale);
    ports.vault.allowPlain(settings.plainSecrets);
    nativeTheme.themeSource = settings.theme;
    surfaces.draw(live.status());
  });

  const shellApi = createShellApi(core.api, {
    version: app.getVersion(),
    platform: process.platform,
    locale: () => speaker.now().locale,
    dark: () => nativeTheme.shouldUseDarkColors,
    openExternal: (link) => shell.openExternal(link),
    copy: (text) => clipboard.writeText(text),
  });
  const door = createDoor({ ...core.api, ...shellApi }, ports.log, (name) => {
    if (name.startsWith('feed.')) window.pageListens();
  });
  openDoor(door, window);
  core.onPush((push) => window.push(push));
  core.onEvents(terminal.events);

  const started = await core.start();
  if (!started.ok) {
    await core.stop();
    failToStart(started.error, speaker.now(), !flags.milestones);
    return;
  }
  stopWatchingPower = watchPower({ power: powerMonitor, net, clock, core });
  await live.load();
  const url = started.value.receiver;
  terminal.line(speaker.now().t('app.terminal.ready', { url, data: dataDir }));
  announce({ milestone: 'receiver', url, data: dataDir });

  app.on('second-instance', () => {
    announce({ milestone: 'second-instance' });
    window.show();
  });
  app.on('activate', () => window.show());
  if (flags.demo) {
    const running = await core.api['demo.start']({});
    if (running.ok) terminal.line(speaker.now().t('app.terminal.demo'));
    else terminal.problems([running.error]);
  }
  if (flags.hidden) terminal.line(speaker.now().t('app.terminal.hidden'));
  else window.show();
}
