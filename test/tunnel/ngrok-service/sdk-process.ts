// Starts the real SDK in a process of its own and waits for what it says.
import { fork } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

export interface SdkOrder {
  readonly serverAddr: string;
  /** PEM. */
  readonly ca: string;
  /** Path of a PEM file to trust instead of `ca`, or `host` for what the system trusts. */
  readonly rootCas?: string;
  readonly authtoken?: string;
  readonly metadata?: string;
  readonly domain?: string;
  /** `http://127.0.0.1:PORT` */
  readonly forwardTo: string;
  /** What the disconnection handler answers: whether the SDK shall connect again by itself. */
  readonly reconnect: boolean;
  /** Whether there are handlers for the dashboard's commands. */
  readonly obey: boolean;
  readonly heartbeatIntervalSeconds: number;
  readonly heartbeatToleranceSeconds: number;
}

const failure = {
  message: z.string(),
  code: z.string().nullable(),
  errorCode: z.string().nullable(),
};

const report = z.discriminatedUnion('said', [
  z.object({ said: z.literal('ready') }),
  z.object({ said: z.literal('online'), url: z.string() }),
  z.object({ said: z.literal('refused'), at: z.enum(['login', 'bind']), ...failure }),
  z.object({ said: z.literal('threw'), ...failure }),
  z.object({ said: z.literal('disconnection'), address: z.string(), error: z.string() }),
  z.object({ said: z.literal('heartbeat'), latency: z.number().nullable() }),
  z.object({ said: z.literal('stop') }),
  z.object({ said: z.literal('restart') }),
  z.object({ said: z.literal('update'), version: z.string() }),
  z.object({ said: z.literal('joined') }),
  z.object({ said: z.literal('ended'), ...failure }),
  z.object({ said: z.literal('closed') }),
]);
type SdkReport = z.infer<typeof report>;

export interface SdkProcess {
  readonly pid: number | undefined;
  /** All it has said so far, oldest first. */
  readonly said: readonly SdkReport[];
  send(order: SdkOrder | 'close'): void;
  /** Resolves with the nth report of a kind that passes `isIt`, at once if it lies behind. */
  hear<K extends SdkReport['said']>(
    kind: K,
    isIt?: (one: Extract<SdkReport, { said: K }>) => boolean,
    nth?: number,
  ): Promise<Extract<SdkReport, { said: K }>>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

/**
 * It is killed at the end of the test at the latest.
 * @param env added to this process's own
 */
export async function startSdkProcess(
  env: Readonly<Record<string, string>> = {},
): Promise<SdkProcess> {
  const child = fork(new URL('./sdk-program.mjs', import.meta.url), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  const said: SdkReport[] = [];
  const listeners = new Set<() => void>();
  child.on('message', (message) => {
    said.push(report.parse(message));
    for (const look of [...listeners]) look();
  });

  const sdk: SdkProcess = {
    pid: child.pid,
    said,
    send: (order) => child.send(order),
    hear: (kind, isIt = () => true, nth = 1) =>
      new Promise((resolve) => {
        const look = (): void => {
          const heard = said.filter((one) => is(one, kind)).filter(isIt)[nth - 1];
          if (heard === undefined) return;
          listeners.delete(look);
          resolve(heard);
        };
        listeners.add(look);
        look();
      }),
    kill: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
  onTestFinished(sdk.kill);
  await sdk.hear('ready');
  return sdk;
}

const is = <K extends SdkReport['said']>(
  one: SdkReport,
  kind: K,
): one is Extract<SdkReport, { said: K }> => one.said === kind;
