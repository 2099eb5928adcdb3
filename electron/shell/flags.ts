// Reads the app's own switches from the command line; Chromium's and Playwright's are let through untouched.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '#shared/result';

export interface Flags {
  /** Start with the demo tables running. */
  readonly demo: boolean;
  /** Start in the tray, without a window. */
  readonly hidden: boolean;
  /** Absolute path; null for the default folder. */
  readonly data: string | null;
  /** Port of the receiver; 0 for a free one. */
  readonly port: number;
  /** Announce milestones as JSON lines on stdout, so that tests wait for facts. */
  readonly milestones: boolean;
}

const options = {
  demo: { type: 'boolean' },
  hidden: { type: 'boolean' },
  data: { type: 'string' },
  port: { type: 'string' },
  milestones: { type: 'boolean' },
} as const;

/**
 * @param args the command line without the executable
 * @param cwd what a relative `--data` is relative to
 */
export function readFlags(args: readonly string[], cwd: string): Result<Flags> {
  const { values } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true });
  const { data, port = '0' } = values;
  if (data !== undefined && (typeof data !== 'string' || data === '')) {
    return err({ code: 'input-invalid', params: { path: '--data', reason: '→ DIR' } });
  }
  const number = typeof port === 'string' && /^\d{1,5}$/.test(port) ? Number(port) : -1;
  if (number < 0 || number > 65_535) {
    return err({ code: 'input-invalid', params: { path: '--port', reason: '→ 0–65535' } });
  }
  return ok({
    demo: values.demo === true,
    hidden: values.hidden === true,
    data: data === undefined ? null : resolve(cwd, data),
    port: number,
    milestones: values.milestones === true,
  });
}
