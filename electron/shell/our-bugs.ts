// What nobody caught is our bug: it is logged, and the app ends in order instead of hanging behind Electron's own error box.
import { errorName } from '#core/core';
import type { Log, LogFields } from '#core/ports';

/**
 * @param shutdown finishes what was accepted and ends the process with the code
 */
export function reportOurBugs(log: Log, shutdown: (code: number) => void): void {
  process.on('uncaughtException', (error) => {
    log.error('an exception was not caught', bugFields(error));
    shutdown(1);
  });
  process.on('unhandledRejection', (reason) => {
    // The app goes on: a promise that nobody waits for leaves no state half made.
    log.error('a rejection was not handled', bugFields(reason));
  });
}

/** Where it happened, without the message, which may quote a cell. */
export function bugFields(error: unknown): LogFields {
  return { reason: errorName(error), frames: error instanceof Error ? frames(error) : '' };
}

/** The message is cut off first, since one of several lines can look like a frame. */
function frames({ stack = '', message }: Error): string {
  const at = stack.indexOf(message);
  if (at < 0) return '';
  return stack
    .slice(at + message.length)
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .map((line) => line.trim())
    .join(' ');
}
