// What nobody caught is our bug: it is logged, and the app ends in order instead of hanging behind Electron's own error box.
import type { Log } from '#core/ports';

/**
 * @param shutdown finishes what was accepted and ends the process with the code
 */
export function reportOurBugs(log: Log, shutdown: (code: number) => void): void {
  process.on('uncaughtException', (error) => {
    log.error('an exception was not caught', { reason: error.stack ?? String(error) });
    shutdown(1);
  });
  process.on('unhandledRejection', (reason) => {
    // The app goes on: a promise that nobody waits for leaves no state half made.
    const text = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    log.error('a rejection was not handled', { reason: text });
  });
}
