// The tray's glyph: a small table whose cell fills. Five looks of different shape, told apart at 16 px in one colour.
import type { TrayLook } from '../tray-view';
import { type Bitmap, type Color, draw, type Stroke } from './raster';

const frame: readonly Stroke[] = [
  { x: 1, y: 2, width: 14, height: 12 },
  { x: 2, y: 3, width: 12, height: 10, cut: true },
];
const lines: readonly Stroke[] = [
  { x: 2, y: 6, width: 12, height: 1 },
  { x: 6, y: 3, width: 1, height: 10 },
];

const looks: Readonly<Record<TrayLook, readonly Stroke[]>> = {
  idle: [...frame, ...lines],
  new: [...frame, ...lines, { x: 7, y: 7, width: 7, height: 6 }],
  // two bars instead of the grid
  paused: [...frame, { x: 5, y: 5, width: 2, height: 6 }, { x: 9, y: 5, width: 2, height: 6 }],
  // a corner is notched out, and a point stands in the notch
  attention: [
    ...frame,
    { x: 2, y: 9, width: 12, height: 1 },
    { x: 9, y: 0, width: 7, height: 9, cut: true },
    { x: 12, y: 0, width: 3, height: 5 },
    { x: 12, y: 6, width: 3, height: 2 },
  ],
  // the frame is broken and the grid is gone
  offline: [
    ...frame,
    { x: 6, y: 1, width: 4, height: 3, cut: true },
    { x: 6, y: 12, width: 4, height: 3, cut: true },
    { x: 0, y: 6, width: 3, height: 4, cut: true },
    { x: 13, y: 6, width: 3, height: 4, cut: true },
  ],
};

/** Black: macOS takes the shape and colours it by its menu bar (a template image). */
export const templateInk: Color = [0, 0, 0];
/** Elsewhere the bar may be light or dark and does not say; this grey keeps 3:1 on white and on near-black. */
export const neutralInk: Color = [128, 128, 128];

/** Linux panels ask for 22 px, of which 3 px on each side stay empty: the glyph keeps its whole pixels. */
const panel = { grid: 22, margin: 3 } as const;

/** @param size pixels a side: 16 or 22, or a multiple of them */
export function drawTrayIcon(look: TrayLook, size: number, ink: Color): Bitmap {
  const strokes = looks[look];
  if (size % panel.grid !== 0) return draw({ grid: 16, strokes }, size, [ink]);
  const moved = strokes.map((stroke) => ({
    ...stroke,
    x: stroke.x + panel.margin,
    y: stroke.y + panel.margin,
  }));
  return draw({ grid: panel.grid, strokes: moved }, size, [ink]);
}
