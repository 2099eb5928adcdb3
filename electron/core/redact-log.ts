// What may stand in a log line, the same for every edge: no secret, address token or credential, and of an error its name.
import { locales } from '#shared/locale';
import { redact } from '#shared/redact';
import type { Problem } from '#shared/result';
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

/** Params that name a thing in each language: a log names it by `name`. */
const labels: ReadonlySet<string> = new Set(locales);

/**
 * What a log may say of a problem: its code, and in `said` what fills its sentence, the service's own code and words
 * among it. No secret and no cell is ever in there.
 */
export function problemFields({ code, params }: Problem): LogFields {
  const said = Object.entries(params ?? {})
    .filter(([name]) => !labels.has(name))
    .map(([name, value]) => `${name}=${value}`);
  return said.length === 0 ? { problem: code } : { problem: code, said: said.join(' ') };
}

/**
 * What a log may say of an error. Never its message: a `SyntaxError` of JSON quotes the text it could not read, and
 * with it a cell.
 * @returns name and system code, e.g. `SyntaxError`, `Error ECONNRESET`; the type of what is no error, e.g. `string`
 */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return error === null ? 'null' : typeof error;
  const name = /^[A-Za-z]\w{0,59}$/.test(error.name) ? error.name : 'Error';
  const code = 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[A-Z][A-Z\d_]{0,59}$/.test(code) ? `${name} ${code}` : name;
}
