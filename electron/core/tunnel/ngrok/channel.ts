// The helper's line to the app that started it: Node's `fork`, or Electron's utility process.
import { z } from 'zod';

export interface Channel {
  /** Resolves once the message has left this process. */
  send(message: unknown): Promise<void>;
  onMessage(listener: (message: unknown) => void): void;
  /** The app is gone. */
  onEnd(listener: () => void): void;
}

/** As much of https://www.electronjs.org/docs/latest/api/parent-port as is used; this file must not know Electron. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
}

const withPort = z.object({
  parentPort: z.custom<ParentPort>((value) => typeof value === 'object' && value !== null),
});

export function openChannel(): Channel {
  const utility = withPort.safeParse(process);
  return utility.success ? overPort(utility.data.parentPort) : overFork();
}

function overPort(port: ParentPort): Channel {
  return {
    async send(message) {
      port.postMessage(message);
      await new Promise((resolve) => setTimeout(resolve, 50)); // a posted message has no acknowledgement
    },
    onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
    onEnd: (listener) => port.on('close', listener),
  };
}

function overFork(): Channel {
  return {
    send: (message) =>
      new Promise((resolve) => {
        if (process.send && process.connected) process.send(message, () => resolve());
        else resolve();
      }),
    onMessage: (listener) => void process.on('message', listener),
    onEnd: (listener) => void process.on('disconnect', listener),
  };
}
