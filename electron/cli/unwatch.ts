// `unwatch` and `check`: asked of the running instance, which has the secrets; else done here, with a config file.
import { askRunning, type ControlCalls, clock, createCore, openArchive } from '#core/core';
import { err, type Problem } from '#shared/result';
import { createTraffic } from '#simulators/traffic';
import { loadConfig } from './config-file';
import { fail, type Say } from './failure';
import { createPorts, log } from './ports';
import { toldFinding, toldProblem } from './say';

export interface ConnectionOptions {
  readonly data: string;
  readonly connection: string;
  readonly config?: string;
  readonly version: string;
  readonly t: Say;
}

export async function unwatch(options: ConnectionOptions): Promise<void> {
  const { connection, data, t } = options;
  const ended = await ask(options, 'unwatch');
  if (!ended.ok) return fail(t, ended.error);
  const { removed, left, problem } = ended.value;
  const problems = problem ? [toldProblem(t, problem)] : [];
  print({ type: 'unwatched', connection, removed, left, ...(problem ? { problems } : {}) });
  for (const { text } of problems) say(text);
  const ids = left.join(', ') || '–';
  if (problem) say(t('cli.unwatchFailed', { ids }));
  else if (left.length > 0) say(t('cli.hooksLeft', { ids }));
  if ((options.config ?? lastConfig(data, t)) !== null) say(t('cli.watchAgain'));
  if (problem || left.length > 0) process.exitCode = 1;
}

/** Ends with code 1 whenever something is open, or could not be looked at. */
export async function check(options: ConnectionOptions): Promise<void> {
  const { connection, t } = options;
  const checked = await ask(options, 'check');
  if (!checked.ok) return fail(t, checked.error);
  const { findings, problems, state, subscribes } = checked.value;
  const told = problems.map((one) => toldProblem(t, one));
  print({
    type: 'checked',
    connection,
    findings: findings.map((one) => toldFinding(t, one, subscribes)),
    problems: told,
    state,
  });
  for (const { text } of told) say(text);
  if (problems.length > 0 || findings.some((one) => one.state === 'open')) process.exitCode = 1;
}

type Answer<C extends 'unwatch' | 'check'> = Awaited<ReturnType<ControlCalls[C]>>;

async function ask<C extends 'unwatch' | 'check'>(
  options: ConnectionOptions,
  call: C,
): Promise<Answer<C> | { readonly ok: false; readonly error: Problem }> {
  const { data, connection, config, version, t } = options;
  const answered = await askRunning(data, call, connection);
  if (answered) return answered as Answer<C>; // both ends are of this version
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
  const run: (id: string) => Promise<ControlAnswer> = core.value.asked[call];
  const outcome = configured.ok ? await run(connection) : configured;
  await core.value.stop();
  return outcome as Answer<C>; // of the call that was made
}

type ControlAnswer = Awaited<ReturnType<ControlCalls['unwatch' | 'check']>>;

function lastConfig(data: string, t: Say): string | null {
  const archive = openArchive(data, { clock, log });
  if (!archive.ok) return fail(t, archive.error);
  try {
    return archive.value.configFile();
  } finally {
    archive.value.close();
  }
}

const say = (text: string) => void process.stderr.write(`tablewatch: ${text}\n`);
const print = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);
