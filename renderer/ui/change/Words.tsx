// Changed words in their text: taken away is struck out, put in is underlined; colour only supports it.
import { useTranslation } from 'react-i18next';
import { keyed } from '../keyed';
import styles from './change.module.css';
import type { ExcerptPart } from './word-diff';

export function Words({ parts }: { readonly parts: readonly ExcerptPart[] }) {
  return keyed(parts).map(({ key, item }) => <Word key={key} {...item} />);
}

function Word({ kind, text }: ExcerptPart) {
  const { t } = useTranslation();
  if (kind !== 'removed' && kind !== 'added') return text;
  const Mark = kind === 'removed' ? 'del' : 'ins';
  return (
    <Mark className={styles[kind]} aria-label={t(`feed.${kind}`, { text })}>
      {text}
    </Mark>
  );
}
