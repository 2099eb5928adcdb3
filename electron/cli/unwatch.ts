// `unwatch` and `check`: asked of the running instance, which has the secrets; else done here, with a config file.
import { askRunning, type Core, clock, createCore, openArchive } from '#core/core';
import { err, type Result } from '#shared/result';
import type { Unwatched } from '#shared/watch';
import { createTraffic } from '#simulators/traffic';
import { loadConfig } from './config-file';
import { fail, type Say } from './failure';
import { createPorts, log } from './ports';

export interface ConnectionOptions {
  readonly data: string;
  readonly connection: string;
  readonly config?: string;
  readonly version: string;
  readonly t: Say;
}

export async function unwatch(options: ConnectionOptions): Promise<void> {
  const { connection, t } = options;
  const ended = await ask(options, 'unwatch', (core) =>
    core.api['connections.unwatch']({ id: connection }),
  );
  if (!ended.ok) return fail(t, ended.error);
  // Both ends are of this version.
  const { removed, left } = ended.value as Unwatched;
  print({ type: 'unwatched', connection, removed, left });
  if (left.length === 0) return;
  process.stderr.write(`tablewatch: ${t('cli.hooksLeft', { ids: left.join(', ') })}\n`);
  process.exitCode = 1;
}

export async function check(options: ConnectionOptions): Promise<void> {
  const { connection, t } = options;
  const checked = await ask(options, 'check', (core) =>
    core.api['connections.check']({ id: connection }),
  );
  if (!checked.ok) return fail(t, checked.error);
  const { findings, state } = Object(checked.value);
  print({ type: 'checked', connection, findings, state });
}

async function ask(
  options: ConnectionOptions,
  call: 'unwatch' | 'check',
  here: (core: Core) => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  const { data, connection, config, version, t } = options;
  const answered = await askRunning(data, call, connection);
  if (answered) return answered;
  const file = config ?? lastConfig(data, t);
  if (file === null) return err({ code: 'not-running' });
  const settings = loadConfig(file, t);
  const core = createCore(
    createPorts(createTraffic({ clock, random: Math.random }), t('app.signIn.open')),
    {
      dataDir: data,
      port: 0,
      version,
    },
  );
  if (!core.ok) return core;
  const configured = await core.value.configure(settings);
  const outcome = configured.ok ? await here(core.value) : configured;
  await core.value.stop();
  return outcome;
}

function lastConfig(data: string, t: Say): string | null {
  const archive = openArchive(data, { clock, log });
  if (!archive.ok) return fail(t, archive.error);
  try {
    return archive.value.configFile();
  } finally {
    archive.value.close();
  }
}

const print = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);
