// The page's language, and the sentence of a source's `Words` in it.
import { useTranslation } from 'react-i18next';
import { chooseLocale, type Locale, type Words } from '#shared/locale';
import { keepTogether } from '../i18n/french-spaces';

export function useLanguage(): Locale {
  return chooseLocale([useTranslation().i18n.language]);
}

/** @returns picks the sentence of the page's language */
export function useWords(): (words: Words) => string {
  const language = useLanguage();
  return (words) => (language === 'fr' ? keepTogether(words.fr) : words[language]);
}
