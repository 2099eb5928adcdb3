// The language of the moment: the person's setting, else the system's.
import type { TFunction } from 'i18next';
import { chooseLocale, type Locale } from '#shared/locale';
import { createText } from '#shared/text/text';

export interface Speech {
  readonly t: TFunction;
  readonly locale: Locale;
}

export interface Speaker {
  now(): Speech;
  /** @param locale null follows the system */
  choose(locale: Locale | null): void;
}

/** @param system BCP 47 tags, best first */
export function createSpeaker(system: readonly string[]): Speaker {
  const speak = (locale: Locale): Speech => ({ locale, t: createText(locale) });
  let speech = speak(chooseLocale(system));
  return {
    now: () => speech,
    choose(chosen) {
      const locale = chosen ?? chooseLocale(system);
      if (locale !== speech.locale) speech = speak(locale);
    },
  };
}
