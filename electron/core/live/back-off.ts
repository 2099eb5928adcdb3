// How long a channel that broke rests before it is opened again. Pure.

/** ms. */
const first = 1000;
const longest = 60_000;

/**
 * @param tries failed in a row, from 1
 * @param retry `slow`: the service asked for patience
 * @param random from 0 up to 1, so that many who lost a service at once do not come back at once
 * @returns ms
 */
export function restAfter(tries: number, retry: 'soon' | 'slow', random: number): number {
  const whole = retry === 'slow' ? longest : Math.min(longest, first * 2 ** Math.max(0, tries - 1));
  return Math.round(whole / 2 + (whole / 2) * random);
}
