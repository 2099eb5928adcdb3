// Starts the tunnel helper as a utility process: the packaged app is no Node that could be forked.
import { utilityProcess } from 'electron';
import type { ProcessHost } from '#core/ports';

/** @param program path of the built helper */
export function createHelperHost(program: string): ProcessHost {
  return {
    start() {
      const child = utilityProcess.fork(program, [], {
        stdio: 'ignore',
        serviceName: 'Tablewatch tunnel',
      });
      return {
        send: (message) => child.postMessage(message),
        onMessage: (listener) => void child.on('message', listener),
        onExit: (listener) => void child.once('exit', () => listener()),
        kill() {
          const { pid } = child;
          if (pid === undefined) child.once('spawn', () => void child.kill());
          else child.kill();
        },
      };
    },
  };
}
