// Every sentence the shell, the CLI and problems speak, in three languages. The page adds its own in `renderer/i18n`.
import { createInstance, type TFunction } from 'i18next';
import type { Locale } from '../locale';
import type { Problem } from '../result';
import { abilities as abilitiesEn } from './en/abilities';
import { app as appEn } from './en/app';
import { cli as cliEn } from './en/cli';
import { finding as findingEn } from './en/finding';
import { problem as problemEn } from './en/problem';
import { abilities as abilitiesFr } from './fr/abilities';
import { app as appFr } from './fr/app';
import { cli as cliFr } from './fr/cli';
import { finding as findingFr } from './fr/finding';
import { problem as problemFr } from './fr/problem';
import { abilities as abilitiesZh } from './zh-CN/abilities';
import { app as appZh } from './zh-CN/app';
import { cli as cliZh } from './zh-CN/cli';
import { finding as findingZh } from './zh-CN/finding';
import { problem as problemZh } from './zh-CN/problem';

/** i18next resources, one bundle a language: `problem.<code>`, `finding.<kind>`, `abilities.<key>`, `app.<key>` and `cli.<key>`; `locale` tells which it is. */
export const sharedText = {
  en: {
    locale: 'en',
    problem: problemEn,
    app: appEn,
    cli: cliEn,
    finding: findingEn,
    abilities: abilitiesEn,
  },
  'zh-CN': {
    locale: 'zh-CN',
    problem: problemZh,
    app: appZh,
    cli: cliZh,
    finding: findingZh,
    abilities: abilitiesZh,
  },
  fr: {
    locale: 'fr',
    problem: problemFr,
    app: appFr,
    cli: cliFr,
    finding: findingFr,
    abilities: abilitiesFr,
  },
} satisfies Record<Locale, unknown>;

/** @returns i18next's `t` for one language */
export function createText(locale: Locale): TFunction {
  const instance = createInstance();
  // `initAsync: false` and inline resources: ready when the call returns.
  void instance.init({
    lng: locale,
    fallbackLng: 'en',
    initAsync: false,
    resources: Object.fromEntries(
      Object.entries(sharedText).map(([language, words]) => [language, { translation: words }]),
    ),
    interpolation: { escapeValue: false }, // text goes to terminals, native notifications and React, none of which read HTML
  });
  return instance.t;
}

/** The sentence of a problem, with what to do next. What it names goes by its label in the language of `t`, where it has one. */
export function sayProblem(t: TFunction, { code, params = {} }: Problem): string {
  const label = params[t('locale')];
  return t(`problem.${code}`, label === undefined ? params : { ...params, name: label });
}
