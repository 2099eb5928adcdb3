// The app's own icon: the tray's table in colour on a tile, for windows, launchers and installers.
import { type Bitmap, type Color, draw, type Stroke } from './raster';

const tile: Color = [34, 39, 54];
const ink: Color = [222, 226, 236];
const accent: Color = [77, 171, 247];

const strokes: readonly Stroke[] = [
  { x: 0, y: 0, width: 32, height: 32, round: 7 },
  { x: 5, y: 7, width: 22, height: 18, round: 2.5, color: 1 },
  { x: 7, y: 9, width: 5, height: 4 },
  { x: 14, y: 9, width: 11, height: 4 },
  { x: 7, y: 15, width: 5, height: 8 },
  { x: 14, y: 15, width: 11, height: 8, color: 2 },
];

/** @param size pixels a side */
export function drawAppIcon(size: number): Bitmap {
  return draw({ grid: 32, strokes }, size, [tile, ink, accent]);
}
