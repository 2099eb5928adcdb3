// Reads the service's times, which come in three units.

/**
 * Event pages say milliseconds, the overview's sample has microseconds (16 digits), and `update_time` is in seconds:
 * the unit is told by the magnitude, which is unambiguous for the years 1973 to 5138.
 * @param time digits as text or number, in s, ms or µs since 1970; a fraction is allowed
 * @returns whole ms since 1970, or null when there is no such time
 */
export function momentMs(time: string | number | null | undefined): number | null {
  if (time === null || time === undefined || time === '') return null;
  const value = Number(time);
  if (!Number.isFinite(value) || value <= 0) return null;
  if (value >= 1e14) return Math.round(value / 1000);
  return Math.round(value >= 1e11 ? value : value * 1000);
}
