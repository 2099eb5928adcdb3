// Problems after which the same question may well be answered.
import type { Problem } from '#shared/result';

const passing: ReadonlySet<Problem['code']> = new Set([
  'token-expired',
  'service-busy',
  'service-unreachable',
  'budget-spent',
]);

export const isPassing = ({ code }: Problem): boolean => passing.has(code);
