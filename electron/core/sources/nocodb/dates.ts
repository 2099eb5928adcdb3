// Days, moments and spans of time as NocoDB shows them.

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * @param text starts with `2026-11-21`; other text is left as it is
 * @param format one of NocoDB's own, such as `DD/MM/YYYY`, `DD MMM YYYY` or `YYYY-MM`; null: as it is
 */
export function dateText(text: string, format: string | null): string {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text.slice(0, 10));
  if (!found) return text;
  const [day, year = '', month = '', date = ''] = found;
  if (format === null || !/^[YMD\s./-]+$/.test(format)) return day;
  const name = months[Number(month) - 1] ?? month;
  return format.replace(/YYYY|YY|MMMM?|MM|DD/g, (part) => {
    if (part === 'YYYY') return year;
    if (part === 'YY') return year.slice(2);
    if (part === 'DD') return date;
    return part === 'MM' ? month : name;
  });
}

/** NocoDB gives moments in UTC as `2026-11-21 08:00:00+00:00`; other text is left as it is. */
export function moment(text: string, dateFormat: string | null): string {
  const found = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?(?:\.\d+)?(?:\+00:00|Z)$/.exec(text);
  if (!found) return text;
  const [, day = '', minute = '', second = ':00'] = found;
  return `${dateText(day, dateFormat)} ${minute}${second === ':00' ? '' : second} UTC`;
}

/** @param value seconds; shown as `h:mm`, with seconds where there are any; null when it is no number */
export function duration(value: unknown): string | null {
  const seconds = Number(value);
  if (!Number.isFinite(seconds)) return null;
  const whole = Math.abs(seconds);
  const two = (part: number) => String(part).padStart(2, '0');
  const rest = Number((whole % 60).toFixed(3));
  const clock = `${Math.floor(whole / 3600)}:${two(Math.floor((whole % 3600) / 60))}`;
  const tail = rest === 0 ? '' : `:${rest < 10 ? '0' : ''}${rest}`;
  return `${seconds < 0 ? '-' : ''}${clock}${tail}`;
}
