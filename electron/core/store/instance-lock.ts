// Keeps a data folder to one running Tablewatch.
import { err, type Problem, type Result } from '#shared/result';
import { type FileLock, takeFileLock } from './file-lock';

/** @returns the lock, or `data-in-use`; throws what SQLite throws when the file cannot be opened */
export function takeInstanceLock(folder: string): Result<FileLock, Problem> {
  const lock = takeFileLock(folder, 'instance');
  return lock.ok ? lock : err({ code: 'data-in-use', params: { path: folder, ...lock.error } });
}
