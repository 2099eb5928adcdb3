// A source's mark: the first letter or character of its name on a quiet tile.
import type { SourceInfo } from '#shared/source-info';
import { useWords } from '../../ui/language';
import styles from '../connections.module.css';

export function SourceMark({ source }: { readonly source: SourceInfo }) {
  const say = useWords();
  return (
    <span className={styles.mark} aria-hidden>
      {Array.from(say(source.name))[0]}
    </span>
  );
}
