// Figures of a measurement as lines to read.

/** @param part from 0 to 1: 0.5 is the median */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return low + (high - low) * (at - Math.floor(at));
}

/** @param ms null: not within the time it was given */
export const seconds = (ms: number | null): string =>
  ms === null || !Number.isFinite(ms) ? 'never' : `${(ms / 1000).toFixed(2)} s`;

export const print = (line = ''): void => void process.stdout.write(`${line}\n`);

export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  for (const row of rows)
    print(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
