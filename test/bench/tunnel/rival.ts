// ngrok's SDK as its own examples use it, reconnecting by itself, on a laptop with a network of its own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Laptop } from '../../tunnel/laptop';
import type { SdkOrder } from '../../tunnel/ngrok-service/sdk-process';
import type { NgrokService } from '../../tunnel/ngrok-service/service';

const program = new URL('../../tunnel/ngrok-service/sdk-program.mjs', import.meta.url);

export interface Rival {
  readonly pid: number;
  readonly url: string;
  close(): Promise<void>;
}

/** @param laptop null: on this machine */
export async function startRival(laptop: Laptop | null, service: NgrokService): Promise<Rival> {
  const [execPath = process.execPath, ...before] = laptop?.prefix ?? [];
  const child = fork(program, {
    execPath,
    execArgv: laptop === null ? [] : [...before, process.execPath],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const online = new Promise<string>((resolve) => {
    child.on('message', (message: { readonly said: string; readonly url?: string }) => {
      if (message.said === 'ready') child.send(order);
      if (message.said === 'online') resolve(message.url ?? '');
    });
  });
  const order: SdkOrder = {
    serverAddr: service.agentAddress,
    ca: service.ca,
    authtoken: 'token_for_tests',
    domain: 'the-sdk-alone.ngrok-free.app',
    forwardTo: 'http://127.0.0.1:9',
    reconnect: true,
    obey: false,
    heartbeatIntervalSeconds: 5,
    heartbeatToleranceSeconds: 3,
  };
  const url = await Promise.race([online, exited.then(() => null)]);
  if (url === null) throw new Error('the SDK alone did not get online');
  return {
    pid: child.pid ?? 0,
    url,
    async close() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
