// Sentences in the language of the moment; each language is read once.
import type { Locale } from '#shared/locale';
import { createText } from '#shared/text/text';
import type { Say } from './compose';

/** @param locale asked each time, since the person may change it */
export function createSpeech(locale: () => Locale): () => Say {
  const known = new Map<Locale, Say>();
  return () => {
    const language = locale();
    const say = known.get(language) ?? sayIn(language);
    known.set(language, say);
    return say;
  };
}

function sayIn(language: Locale): Say {
  const t = createText(language);
  return (key, params) => t(key, params ?? {});
}
