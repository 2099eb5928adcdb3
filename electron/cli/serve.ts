// `serve`: the engine without a window. Results are JSON lines on stdout, log lines go to stderr.
import { resolve } from 'node:path';
import { clock, createCore } from '#core/core';
import { createTraffic } from '#simulators/traffic';
import { loadConfig } from './config-file';
import { createComplainer, fail, type Say } from './failure';
import { createGapLines } from './gap-lines';
import { createPorts } from './ports';
import { toldGap, toldProblem } from './say';

export interface ServeOptions {
  readonly data: string;
  readonly config?: string;
  readonly port: number;
  readonly demo?: boolean;
  readonly version: string;
  readonly t: Say;
}

const print = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);

export async function serve({ data, config, port, demo, version, t }: ServeOptions): Promise<void> {
  const settings = config === undefined ? null : loadConfig(config, t);
  const core = createCore(
    createPorts(createTraffic({ clock, random: Math.random }), t('app.signIn.open')),
    {
      dataDir: data,
      port,
      version,
    },
  );
  if (!core.ok) return fail(t, core.error);
  const { api, configure, onAddress, onEvents, onGaps, start, stop } = core.value;

  onEvents((events) => {
    for (const event of events) print({ type: 'event', event });
  });
  // The first line says where to send to; what the start finds comes after it.
  let early: unknown[] | null = [];
  const tell = (line: unknown) => (early ? early.push(line) : print(line));
  const gaps = createGapLines(
    (outage) => tell({ type: 'gap', gap: toldGap(t, outage) }),
    (ms, work) => clock.after(ms, work),
  );
  onGaps(gaps.add);
  const complain = createComplainer(t);
  onAddress((state) => {
    const problem = 'problem' in state ? state.problem : null;
    tell({
      type: 'address',
      state: problem ? { ...state, problem: toldProblem(t, problem) } : state,
    });
    complain(state);
  });
  const end = () => {
    // A second signal while the accepted deliveries are finished changes nothing.
    process
      .off('SIGTERM', end)
      .off('SIGINT', end)
      .on('SIGTERM', () => {})
      .on('SIGINT', () => {});
    void stop().then(() => {
      gaps.flush();
      process.exit(0);
    });
  };
  process.on('SIGTERM', end).on('SIGINT', end);

  if (settings) {
    const configured = await configure(settings, resolve(config ?? ''));
    if (!configured.ok) return fail(t, configured.error);
  }
  const started = await start();
  if (!started.ok) return fail(t, started.error);
  print({ type: 'ready', receiver: started.value.receiver, pid: process.pid, version });
  for (const line of early) print(line);
  early = null;
  if (demo) {
    const running = await api['demo.start']({});
    if (!running.ok) return fail(t, running.error);
  }
}
