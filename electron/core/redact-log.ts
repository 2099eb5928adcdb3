// Redaction of log lines, the same for every edge: no secret, address token or credential gets past it.
import { redact } from '#shared/redact';
import type { Log, LogFields } from './ports';

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
