// Writes instants the way a field's format says, in the time zone of the base.

export interface DateText {
  /**
   * @param ms since 1970
   * @param format the field's own, such as `yyyy/MM/dd HH:mm`; without one a midnight is shown as a day
   * @param zone of the base, where it is known
   */
  say(ms: number, format: string | undefined, zone?: string): string;
  /** To the second, for two instants that a coarse format shows alike. */
  sayExactly(ms: number, zone?: string): string;
}

export interface Zones {
  /** Holds, whatever the base says. */
  readonly chosen: string | undefined;
  readonly otherwise: string;
}

/** @param zones IANA names */
export function createDateText({ chosen, otherwise }: Zones): DateText {
  const calendars = new Map<string, Intl.DateTimeFormat>();
  const calendarOf = (base: string | undefined) => {
    const zone = chosen ?? (base !== undefined && isTimeZone(base) ? base : otherwise);
    const calendar = calendars.get(zone) ?? newCalendar(zone);
    calendars.set(zone, calendar);
    return calendar;
  };
  const partsOf = (ms: number, zone: string | undefined) => {
    const parts = new Map(
      calendarOf(zone)
        .formatToParts(ms)
        .map((part) => [part.type, part.value]),
    );
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
  const write = (ms: number, format: string, zone: string | undefined) => {
    const parts = partsOf(ms, zone);
    return format.replace(/yyyy|MM|dd|HH|mm|ss/g, (token) => parts.get(token) ?? token);
  };
  return {
    say(ms, format, zone) {
      if (format !== undefined) return write(ms, format, zone);
      const whole = write(ms, 'yyyy-MM-dd HH:mm', zone);
      return whole.endsWith(' 00:00') ? whole.slice(0, 10) : whole;
    },
    sayExactly: (ms, zone) => write(ms, 'yyyy-MM-dd HH:mm:ss', zone),
  };
}

const newCalendar = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
