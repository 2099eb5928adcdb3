// The core's status and settings as last pushed, for everything the shell draws from them.
import type { Core } from '#core/core';
import { defaultSettings, type Settings } from '#shared/settings';
import type { Status } from '#shared/status';

export interface LiveState {
  status(): Status | null;
  settings(): Settings;
  /** Reads both once; afterwards pushes keep them fresh. */
  load(): Promise<void>;
}

/** @param changed runs after every change of either */
export function createLiveState(core: Core, changed: () => void): LiveState {
  let status: Status | null = null;
  let settings = defaultSettings;
  core.onPush((push) => {
    if (push.name === 'status') status = push.payload;
    else if (push.name === 'settings') settings = push.payload;
    else return;
    changed();
  });
  return {
    status: () => status,
    settings: () => settings,
    async load() {
      const [newest, chosen] = await Promise.all([
        core.api['status.get']({}),
        core.api['settings.get']({}),
      ]);
      if (newest.ok) status = newest.value;
      if (chosen.ok) settings = chosen.value;
      changed();
    },
  };
}
