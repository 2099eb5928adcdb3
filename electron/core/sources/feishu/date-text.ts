// Writes instants the way a field's format says, in the time zone of the base.

export interface DateText {
  /**
   * @param ms since 1970
   * @param format the field's own, such as `yyyy/MM/dd HH:mm`; without one a midnight is shown as a day
   */
  say(ms: number, format: string | undefined): string;
  /** To the second, for two instants that a coarse format shows alike. */
  sayExactly(ms: number): string;
}

/** @param timeZone IANA name */
export function createDateText(timeZone: string): DateText {
  const calendar = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const partsOf = (ms: number) => {
    const parts = new Map(calendar.formatToParts(ms).map((part) => [part.type, part.value]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
    return new Map([
      ['yyyy', part('year').padStart(4, '0')],
      ['MM', part('month')],
      ['dd', part('day')],
      ['HH', part('hour')],
      ['mm', part('minute')],
      ['ss', part('second')],
    ]);
  };
  const write = (ms: number, format: string) => {
    const parts = partsOf(ms);
    return format.replace(/yyyy|MM|dd|HH|mm|ss/g, (token) => parts.get(token) ?? token);
  };
  return {
    say(ms, format) {
      if (format !== undefined) return write(ms, format);
      const whole = write(ms, 'yyyy-MM-dd HH:mm');
      return whole.endsWith(' 00:00') ? whole.slice(0, 10) : whole;
    },
    sayExactly: (ms) => write(ms, 'yyyy-MM-dd HH:mm:ss'),
  };
}
