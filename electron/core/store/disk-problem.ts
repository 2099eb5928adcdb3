// What a person is told when the store did not take a write.
import type { Problem } from '#shared/result';
import { errorName } from '../redact-log';
import { StoreFailure } from './store';

/** @returns `store-full` or `store-failed`; `internal` for what is no failure of the disk, but a fault of ours */
export function diskProblem(error: unknown): Problem {
  if (!(error instanceof StoreFailure)) {
    return { code: 'internal', params: { reason: errorName(error) } };
  }
  return error.kind === 'full'
    ? { code: 'store-full' }
    : { code: 'store-failed', params: { reason: error.message } };
}
