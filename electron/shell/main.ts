// Entry of the app. Never awaits `app.whenReady()` at the top: Electron gets ready only after this module has run.
import { join } from 'node:path';
import { app } from 'electron';
import { clock, errorName, prepareFolder } from '#core/core';
import { createTraffic } from '#simulators/traffic';
import { failToStart } from './failure';
import { readFlags } from './flags';
import { createAnnounce } from './milestones';
import { registerPageScheme } from './protocol';
import { runApp } from './run-app';
import { createSpeaker } from './speech';

const print = (line: string) => {
  process.stdout.write(line);
};
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // a closed pipe is no reason to die

registerPageScheme();
if (process.platform === 'win32') app.setAppUserModelId('app.tablewatch.desktop'); // toasts need it
const speaker = createSpeaker(app.getPreferredSystemLanguages());
const flags = readFlags(process.argv.slice(1), process.cwd());

if (!flags.ok) failToStart(flags.error, speaker.now(), false);
else {
  const { data, milestones } = flags.value;
  // Electron's own files go beside the data, so that two data folders are two instances.
  if (data !== null) app.setPath('userData', join(data, 'profile'));
  const dataDir = data ?? join(app.getPath('userData'), 'data');
  const folder = prepareFolder(dataDir);

  if (!folder.ok) {
    const { error } = folder;
    void app.whenReady().then(() => failToStart(error, speaker.now(), !milestones));
  } else if (!app.requestSingleInstanceLock()) {
    print(`${speaker.now().t('app.terminal.running')}\n`);
    app.exit(0);
  } else {
    const start = {
      flags: flags.value,
      dataDir,
      speaker,
      announce: createAnnounce(milestones, print),
      demo: createTraffic({ clock, random: Math.random }),
    };
    void app
      .whenReady()
      .then(() => runApp(start))
      .catch((cause: unknown) => {
        const problem = { code: 'internal', params: { reason: errorName(cause) } } as const;
        failToStart(problem, speaker.now(), !milestones);
      });
  }
}
