// The one public door of the engine: an edge gives its ports, and gets calls, pushes, start and stop.
import { ok, type Result } from '#shared/result';
import { type Config, type ConfigFault, parseConfig } from './config/config';
import type { Core, CoreOptions } from './contract';
import type { Ports } from './ports';
import { sources } from './sources/index';
import { openStore } from './store/open';
import { wire } from './wire';

export { type Archive, type ArchiveStatus, openArchive } from './archive';
export type { Config, ConfigFault } from './config/config';
export type { Core, CoreOptions } from './contract';
export type { ControlCalls, LiveStatus } from './control/calls';
export { askRunning } from './control/client';
export { createHttp, type Fetch } from './http';
export { clock, ids } from './machine';
export { createMemoryVault } from './memory-vault';
export { changeLines, subjectName } from './notify/compose';
export { createProxyAgent } from './proxy-agent';
export { errorName, redactLog } from './redact-log';
export { prepareFolder } from './store/folder';

/**
 * @param text content of a config file
 * @param environment where `{"env": "NAME"}` is looked up
 * @returns the config, or every wrong member with what was expected
 */
export function readConfig(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): Result<Config, readonly ConfigFault[]> {
  return parseConfig(text, sources, environment);
}

/** Opens the store, and makes everything of it; nothing listens before `start`. */
export function createCore(ports: Ports, options: CoreOptions): Result<Core> {
  const store = openStore(options.dataDir);
  return store.ok ? ok(wire(ports, options, store.value)) : store;
}
