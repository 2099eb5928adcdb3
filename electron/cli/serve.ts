// `serve`: the engine without a window. Results are JSON lines on stdout, log lines go to stderr.
import { clock, createCore } from '#core/core';
import { createTraffic } from '#simulators/traffic';
import { loadConfig } from './config-file';
import { fail, type Say } from './failure';
import { createPorts } from './ports';

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
  const core = createCore(createPorts(createTraffic({ clock, random: Math.random })), {
    dataDir: data,
    port,
    version,
  });
  if (!core.ok) return fail(t, core.error);
  const { api, configure, onAddress, onEvents, start, stop } = core.value;

  onEvents((events) => {
    for (const event of events) print({ type: 'event', event });
  });
  const end = () => {
    // A second signal while the accepted deliveries are finished changes nothing.
    process
      .off('SIGTERM', end)
      .off('SIGINT', end)
      .on('SIGTERM', () => {})
      .on('SIGINT', () => {});
    void stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', end).on('SIGINT', end);

  if (settings) {
    const configured = await configure(settings);
    if (!configured.ok) return fail(t, configured.error);
  }
  // The first line tells that the receiver listens; what the address has done until then comes after it.
  let waiting: unknown[] | null = [];
  onAddress((state) => {
    const line = { type: 'address', state };
    if (waiting) waiting.push(line);
    else print(line);
  });
  const started = await start();
  if (!started.ok) return fail(t, started.error);
  print({ type: 'ready', receiver: started.value.receiver, pid: process.pid, version });
  for (const line of waiting) print(line);
  waiting = null;
  if (demo) {
    const running = await api['demo.start']({});
    if (!running.ok) return fail(t, running.error);
  }
}
