// The log port: one line a fact on stderr, redacted once here and nowhere else.
import type { Clock, Log, LogFields } from '#core/ports';
import { redact } from '#shared/redact';
import { plainText } from './plain-text';

/** Strips secrets from whatever is logged, message and fields alike. */
export function redactLog(log: Log): Log {
  const clean = (fields: LogFields | undefined): LogFields =>
    Object.fromEntries(
      Object.entries(fields ?? {}).map(([name, value]) => {
        if (typeof value !== 'string') return [name, value];
        // Judged together with its name, so that `{ token: 'abc' }` is seen for what it is.
        return [name, redact(`${name}=${value}`).slice(name.length + 1)];
      }),
    );
  return {
    info: (message, fields) => log.info(redact(message), clean(fields)),
    warn: (message, fields) => log.warn(redact(message), clean(fields)),
    error: (message, fields) => log.error(redact(message), clean(fields)),
  };
}

/** @param write takes one finished line, with its line end */
export function createLog(clock: Clock, write: (line: string) => void): Log {
  const line = (level: string) => (message: string, fields?: LogFields) => {
    const pairs = Object.entries(fields ?? {}).map(([name, value]) => `${name}=${value}`);
    const text = plainText([message, ...pairs].join(' '));
    write(`${new Date(clock.now()).toISOString()} ${level} ${text}\n`);
  };
  return redactLog({ info: line('info'), warn: line('warn'), error: line('error') });
}
