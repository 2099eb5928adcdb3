// Who may open a channel where clients take each other's messages: one connection of one process on this machine.
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { err, ok } from '#shared/result';
import type { Log } from '../ports';
import { errorName } from '../redact-log';
import { takeFileLock } from '../store/file-lock';
import type { Permit } from './channel';

export interface Permits {
  /**
   * @param key what its clients have in common; null: any number may be open
   * @param holder the connection's name, for the message that another one gets
   * @returns `live-shared` or `live-elsewhere`
   */
  take(key: string | null, holder: string): Permit;
}

const free: Permit = ok({ release: () => {} });

/** @param folder absolute path; made when missing. Shared by all data folders of the person. */
export function createPermits(folder: string, log: Log): Permits {
  const holders = new Map<string, string>();

  function locked(key: string): Permit {
    // The key names an app: its digest does as well, and is fit for a file's name.
    const name = createHash('sha256').update(key).digest('hex').slice(0, 32);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const lock = takeFileLock(folder, `live-${name}`);
      return lock.ok ? lock : err({ code: 'live-elsewhere', params: { pid: lock.error.pid } });
    } catch (error) {
      // Without the folder nobody can be told apart; most likely there is nobody else.
      log.warn('the live channel could not be locked', { error: errorName(error) });
      return free;
    }
  }

  return {
    take(key, holder) {
      if (key === null) return free;
      const other = holders.get(key);
      if (other !== undefined) return err({ code: 'live-shared', params: { connection: other } });
      const lock = locked(key);
      if (!lock.ok) return lock;
      holders.set(key, holder);
      return ok({
        release() {
          holders.delete(key);
          lock.value.release();
        },
      });
    },
  };
}

/** Where this person's programs keep what must outlive neither the machine nor the person. */
export function stateFolder(): string {
  const { platform, env } = process;
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Tablewatch', 'state');
  }
  if (platform === 'darwin') {
    return join(homedir(), 'Library', 'Application Support', 'Tablewatch', 'state');
  }
  // https://specifications.freedesktop.org/basedir-spec/latest/
  return join(env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'tablewatch');
}
