// Says which moment a whole record is shown at, and how each of its fields is known.
import type { TFunction } from 'i18next';
import type { FieldThen, RecordThen } from './record-then';

/** @param when says a moment, ms since 1970 */
export function sayThen(
  { state, eventId, at, place, total }: Omit<RecordThen, 'fields'>,
  t: TFunction,
  when: (at: number) => string,
): string {
  const blanks = { when: when(at), place, total };
  if (state === 'deleted') return t('app.asItWas.deleted', blanks);
  if (state === 'not-yet') return t('app.asItWas.notYet', blanks);
  return t(eventId === null ? 'app.asItWas.before' : 'app.asItWas.after', blanks);
}

/** @param when says a moment, ms since 1970 */
export function sayKnown(
  { known, changed, doubt }: Pick<FieldThen, 'known' | 'changed' | 'doubt'>,
  t: TFunction,
  when: (at: number) => string,
): string {
  if (changed && known.kind === 'told') return t('app.asItWas.now');
  if (known.kind === 'unknown') return t('app.asItWas.unknown');
  if (known.kind === 'missed') {
    const later = known.later.text === '' ? t('app.value.empty') : known.later.text;
    return t('app.asItWas.missed', { later, from: when(known.from), to: when(known.to) });
  }
  const said = t(`app.asItWas.${known.kind}`, { when: when(known.at) });
  return doubt ? `${said} (${t(`app.asItWas.${doubt.kind}`, { when: when(doubt.at) })})` : said;
}
