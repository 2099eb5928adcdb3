// The helper process as a conversation: what it says, one word after the other, until it ends.
import type { HelperProcess, ProcessHost } from '../../ports';
import { type Report, report } from './messages';

/** What it says next; null: it ended without a word. */
export type Said = Exclude<Report, { kind: 'pong' }> | null;

export interface Helper {
  readonly process: HelperProcess;
  readonly exited: Promise<void>;
  next(): Promise<Said>;
  /** How often it has said that it is there. */
  heard(): number;
}

export function startHelper(host: ProcessHost): Helper | null {
  let process: HelperProcess;
  try {
    process = host.start();
  } catch {
    return null;
  }
  let pongs = 0;
  const queue: Said[] = [];
  let waiting: ((said: Said) => void) | null = null;
  const hear = (said: Said) => {
    if (waiting) waiting(said);
    else queue.push(said);
    waiting = null;
  };
  process.onMessage((message) => {
    const heard = report.safeParse(message);
    if (!heard.success) return;
    if (heard.data.kind === 'pong') pongs += 1;
    else hear(heard.data);
  });
  const exited = new Promise<void>((resolve) => {
    process.onExit(() => {
      hear(null);
      resolve();
    });
  });
  return {
    process,
    exited,
    heard: () => pongs,
    next: () =>
      new Promise((resolve) => {
        const ready = queue.shift();
        if (ready === undefined) waiting = resolve;
        else resolve(ready);
      }),
  };
}
