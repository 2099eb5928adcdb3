// French punctuation stays with its word at the end of a line.
import { expect, test } from 'vitest';
import { keepTogether } from '../../../renderer/i18n/french-spaces';

const shown = (text: string) => keepTogether(text).replaceAll('\u00A0', '_');

test('guillemets, colons and question marks are not parted from their words', () => {
  expect(shown('Ouvrez « Avancé » : prêt ? Oui ; non !')).toBe(
    'Ouvrez «_Avancé_»_: prêt_? Oui_; non_!',
  );
  expect(shown('https://example.com/a:b {{count}} %')).toBe('https://example.com/a:b {{count}}_%');
});
