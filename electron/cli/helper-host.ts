// Starts the tunnel helper as a child of this process, with a line that ends when either of them does.
import { fork } from 'node:child_process';
import type { ProcessHost } from '#core/ports';

/** @param program path of the built helper */
export function createHelperHost(program: string): ProcessHost {
  return {
    start() {
      const child = fork(program, [], {
        execArgv: [], // a debugger's port is taken
        serialization: 'json',
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'], // our stdout belongs to the results; the SDK writes there too
      });
      child.on('error', () => {}); // a child that could not start or be told something ends, and `onExit` says so
      return {
        send(message) {
          if (child.connected) child.send(message as object, () => {}); // plain data: what `fork` declares no name for
        },
        onMessage: (listener) => void child.on('message', listener),
        onExit(listener) {
          let said = false;
          const once = () => {
            if (!said) listener();
            said = true;
          };
          child.on('exit', once);
          child.on('error', () => {
            if (child.pid === undefined) once();
          });
        },
        kill: () => void child.kill('SIGKILL'),
      };
    },
  };
}
