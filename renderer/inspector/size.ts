// Says a number of bytes in the language's own way.
import type { Locale } from '#shared/locale';

const units = ['byte', 'kilobyte', 'megabyte'] as const;

/** @param bytes counted by 1,000, as the units say */
export function saySize(bytes: number, language: Locale): string {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'narrow' : 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(bytes / 1000 ** step);
}
