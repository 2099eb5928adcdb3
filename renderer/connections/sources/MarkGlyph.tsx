// Has, has in part, has not: told apart by shape, and the words beside it say the same.
import { IconCheck, IconMinus, IconTilde } from '@tabler/icons-react';
import type { Mark } from '#shared/source-table';

const glyphs = { yes: IconCheck, partly: IconTilde, no: IconMinus };

export function MarkGlyph({ mark }: { readonly mark: Mark }) {
  const Glyph = glyphs[mark];
  return <Glyph size={14} aria-hidden />;
}
