// The page's sentences: the shared ones and every place's own, in three languages.
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '#shared/locale';
import { sharedText } from '#shared/text/text';
import { connections as connectionsEn } from './en/connections';
import { feed as feedEn } from './en/feed';
import { frame as frameEn } from './en/frame';
import { inspector as inspectorEn } from './en/inspector';
import { record as recordEn } from './en/record';
import { settings as settingsEn } from './en/settings';
import { tunnel as tunnelEn } from './en/tunnel';
import { views as viewsEn } from './en/views';
import { watching as watchingEn } from './en/watching';
import { connections as connectionsFr } from './fr/connections';
import { feed as feedFr } from './fr/feed';
import { frame as frameFr } from './fr/frame';
import { inspector as inspectorFr } from './fr/inspector';
import { record as recordFr } from './fr/record';
import { settings as settingsFr } from './fr/settings';
import { tunnel as tunnelFr } from './fr/tunnel';
import { views as viewsFr } from './fr/views';
import { watching as watchingFr } from './fr/watching';
import { keepAllTogether } from './french-spaces';
import { connections as connectionsZh } from './zh-CN/connections';
import { feed as feedZh } from './zh-CN/feed';
import { frame as frameZh } from './zh-CN/frame';
import { inspector as inspectorZh } from './zh-CN/inspector';
import { record as recordZh } from './zh-CN/record';
import { settings as settingsZh } from './zh-CN/settings';
import { tunnel as tunnelZh } from './zh-CN/tunnel';
import { views as viewsZh } from './zh-CN/views';
import { watching as watchingZh } from './zh-CN/watching';

/** i18next resources: `<place>.<key>`, `problem.<code>`, `app.<key>`. */
export const pageText = {
  en: {
    ...sharedText.en,
    frame: frameEn,
    feed: feedEn,
    record: recordEn,
    views: viewsEn,
    connections: connectionsEn,
    settings: settingsEn,
    tunnel: tunnelEn,
    inspector: inspectorEn,
    watching: watchingEn,
  },
  'zh-CN': {
    ...sharedText['zh-CN'],
    frame: frameZh,
    feed: feedZh,
    record: recordZh,
    views: viewsZh,
    connections: connectionsZh,
    settings: settingsZh,
    tunnel: tunnelZh,
    inspector: inspectorZh,
    watching: watchingZh,
  },
  fr: {
    ...sharedText.fr,
    frame: frameFr,
    feed: feedFr,
    record: recordFr,
    views: viewsFr,
    connections: connectionsFr,
    settings: settingsFr,
    tunnel: tunnelFr,
    inspector: inspectorFr,
    watching: watchingFr,
  },
} satisfies Record<Locale, unknown>;

/** The page's i18next, ready when the call returns. */
export function createPageText(locale: Locale): i18n {
  const instance = createInstance();
  instance.use(initReactI18next);
  void instance.init({
    lng: locale,
    fallbackLng: 'en',
    nsSeparator: false, // one namespace, and some keys hold a colon
    initAsync: false, // the sentences are in the bundle
    resources: Object.fromEntries(
      Object.entries(pageText).map(([language, words]) => [
        language,
        { translation: language === 'fr' ? keepAllTogether(words) : words },
      ]),
    ),
    interpolation: { escapeValue: false }, // React escapes
  });
  return instance;
}
