// The log port of the app: one line a fact on stderr.
import { redactLog } from '#core/core';
import type { Clock, Log, LogFields } from '#core/ports';
import { plainText } from '#shared/plain-text';

/** @param write takes one finished line, with its line end */
export function createLog(clock: Clock, write: (line: string) => void): Log {
  const line = (level: string) => (message: string, fields?: LogFields) => {
    const pairs = Object.entries(fields ?? {}).map(([name, value]) => `${name}=${value}`);
    const text = plainText([message, ...pairs].join(' '));
    write(`${new Date(clock.now()).toISOString()} ${level} ${text}\n`);
  };
  return redactLog({ info: line('info'), warn: line('warn'), error: line('error') });
}
