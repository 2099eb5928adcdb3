// Numbers as a person reads them, and how far one moved.

interface Reading {
  readonly value: number;
  /** Digits after the point. */
  readonly decimals: number;
}

const plain = /^[-−]?\d+(\.\d+)?$/;
const grouped = /^[-−]?\d{1,3}(,\d{3})+(\.\d+)?$/;

/**
 * Reads what services show for a number: `1200`, `1,200.50`, `¥1,200`, `25%`.
 * @returns null for anything that could be read in two ways, such as `1.200,50`
 */
export function readNumber(text: string): Reading | null {
  const bare = text
    .replace(/^([-−]?)\s*(?:[\p{Sc}]|[A-Z]{1,3}\$?)\s*/u, '$1')
    .replace(/\s*(%|\p{Sc}|[A-Z]{3})$/u, '');
  if (bare.length > 24 || !(plain.test(bare) || grouped.test(bare))) return null;
  const digits = bare.replaceAll(',', '').replace('−', '-');
  return { value: Number(digits), decimals: digits.split('.')[1]?.length ?? 0 };
}

/**
 * A bare number by the language's habits; what carries a unit of the service's own stays as the service writes it.
 * @param locale BCP 47 tag
 */
export function sayNumber(text: string, locale: string): string {
  // Beyond 15 digits a double would change the number.
  if (!plain.test(text) || text.replace(/\D/g, '').length > 15) return text;
  const { value, decimals } = readNumber(text) ?? { value: Number.NaN, decimals: 0 };
  if (Number.isNaN(value) || decimals > 10) return text;
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}

/**
 * @param locale BCP 47 tag
 * @returns `+250`, `-12.5`; null when one side is no number or nothing moved
 */
export function numberDelta(before: string, after: string, locale: string): string | null {
  const from = readNumber(before);
  const to = readNumber(after);
  if (!from || !to) return null;
  const decimals = Math.min(10, Math.max(from.decimals, to.decimals));
  const delta = Number((to.value - from.value).toFixed(decimals));
  if (delta === 0 || !Number.isSafeInteger(Math.trunc(delta))) return null;
  return new Intl.NumberFormat(locale, {
    signDisplay: 'always',
    maximumFractionDigits: decimals,
  }).format(delta);
}
