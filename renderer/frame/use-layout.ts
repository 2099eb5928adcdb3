// How the window is divided: whether the rail is folded, how wide the detail is, and what the window's width forces.
import { useLocalStorage, useViewportSize } from '@mantine/hooks';

/** Pixels. Below these the rail folds by itself, and the detail covers the feed. */
const foldBelow = 860;
const coverBelow = 900;

export const detailWidths = { least: 320, most: 900, first: 400 } as const;

export interface DetailLayout {
  /** Pixels. */
  readonly width: number;
  /** The most that leaves the feed readable. */
  readonly most: number;
  readonly setWidth: (width: number) => void;
  /** The detail takes the feed's place instead of standing beside it. */
  readonly covers: boolean;
}

export interface Layout {
  readonly folded: boolean;
  readonly toggleRail: () => void;
  readonly detail: DetailLayout;
}

export function useLayout(): Layout {
  const { width: window } = useViewportSize();
  // The page's own convenience, not a setting: it may be lost without harm.
  const [wide, setWide] = useLocalStorage({
    key: 'detail-width',
    defaultValue: detailWidths.first as number,
    getInitialValueInEffect: false,
  });
  const [choice, setChoice] = useLocalStorage<'folded' | 'open' | 'auto'>({
    key: 'rail',
    defaultValue: 'auto',
    getInitialValueInEffect: false,
  });
  const narrow = window > 0 && window < foldBelow;
  const folded = choice === 'auto' ? narrow : choice === 'folded';
  const most = Math.max(
    detailWidths.least,
    Math.min(detailWidths.most, window - (folded ? 48 : 220) - 340),
  );
  return {
    folded,
    toggleRail: () => setChoice(folded === narrow ? (folded ? 'open' : 'folded') : 'auto'),
    detail: {
      width: Math.max(detailWidths.least, Math.min(wide, most)),
      most,
      setWidth: (width) => setWide(Math.round(Math.max(detailWidths.least, Math.min(width, most)))),
      covers: window > 0 && window < coverBelow,
    },
  };
}
