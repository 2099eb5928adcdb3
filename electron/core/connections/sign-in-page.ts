// What the browser shows when it has come back from a sign-in: one sentence, no script, no style, nothing loaded.
import type { Locale } from '#shared/locale';
import type { Problem } from '#shared/result';
import { createText, sayProblem } from '#shared/text/text';

/** @returns HTML */
export function signInPage(locale: Locale, problem: Problem | null): string {
  const t = createText(locale);
  const sentence = problem ? sayProblem(t, problem) : t('app.signIn.done');
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><title>${asHtml(t('app.signIn.title'))} · Tablewatch</title></head>
<body><p>${asHtml(sentence)}</p></body>
</html>
`;
}

const asHtml = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
