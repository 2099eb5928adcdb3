// The languages the product speaks.
import { z } from 'zod';

export const locales = ['en', 'zh-CN', 'fr'] as const;
export const locale = z.enum(locales);
export type Locale = z.infer<typeof locale>;

/** One sentence in every language; a missing language does not compile. */
export type Words = Readonly<Record<Locale, string>>;

/**
 * The product's language for a list of the person's languages.
 * @param preferred BCP 47 tags, best first, as `navigator.languages` or `LANG` give them
 */
export function chooseLocale(preferred: readonly string[]): Locale {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split(/[-_.]/)[0];
    if (language === 'zh') return 'zh-CN';
    if (language === 'fr') return 'fr';
    if (language === 'en') return 'en';
  }
  return 'en';
}
