// Starts the tunnel helper as a utility process: the packaged app is no Node that could be forked.
import { type UtilityProcess, utilityProcess } from 'electron';
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
          if (child.pid === undefined) child.once('spawn', () => end(child));
          else end(child);
        },
      };
    },
  };
}

/** Its own way to end asks first on POSIX systems, and a process that hangs does not hear it. */
function end(child: UtilityProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch {
    child.kill(); // it has ended, or is not ours to kill so
  }
}
