// Draws rectangles into a bitmap: icons are data, drawn alike at every size. Pure.

/** A rectangle in units of the drawing's grid, from the top left. */
export interface Stroke {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Radius of its corners. */
  readonly round?: number;
  /** Takes away instead of adding. */
  readonly cut?: boolean;
  /** Index into the colours given to `draw`; 0 when left out. */
  readonly color?: number;
}

/** Red, green, blue, 0 to 255. */
export type Color = readonly [number, number, number];

export interface Bitmap {
  /** Pixels; the bitmap is square. */
  readonly size: number;
  /** Red, green, blue, alpha; not premultiplied; row by row from the top. */
  readonly rgba: Uint8Array;
}

/** Samples a side of a pixel: an edge that falls between two pixels must be soft. */
const samples = 4;

export interface Drawing {
  /** Units a side. */
  readonly grid: number;
  /** Later strokes lie over earlier ones. */
  readonly strokes: readonly Stroke[];
}

/** @param size pixels a side */
export function draw(drawing: Drawing, size: number, colors: readonly Color[]): Bitmap {
  const rgba = new Uint8Array(size * size * 4);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      rgba.set(pixel(drawing, size, colors, column, row), (row * size + column) * 4);
    }
  }
  return { size, rgba };
}

/** Whether a point lies in a rectangle, its round corners left out. */
function covers({ x, y, width, height, round = 0 }: Stroke, px: number, py: number): boolean {
  if (px < x || px >= x + width || py < y || py >= y + height) return false;
  const dx = Math.max(x + round - px, px - (x + width - round), 0);
  const dy = Math.max(y + round - py, py - (y + height - round), 0);
  return dx * dx + dy * dy <= round * round || dx === 0 || dy === 0;
}

function pixel(
  { grid, strokes }: Drawing,
  size: number,
  colors: readonly Color[],
  column: number,
  row: number,
): readonly [number, number, number, number] {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let i = 0; i < samples * samples; i += 1) {
    const x = ((column + ((i % samples) + 0.5) / samples) * grid) / size;
    const y = ((row + (Math.floor(i / samples) + 0.5) / samples) * grid) / size;
    const top = strokes.findLast((stroke) => covers(stroke, x, y));
    const color = top === undefined || top.cut ? undefined : colors[top.color ?? 0];
    if (color === undefined) continue;
    covered += 1;
    for (const [channel, value] of color.entries()) sum[channel] = (sum[channel] ?? 0) + value;
  }
  const mean = (channel: number) => (covered === 0 ? 0 : Math.round((sum[channel] ?? 0) / covered));
  const alpha = Math.round((covered / (samples * samples)) * 255);
  return [mean(0), mean(1), mean(2), alpha];
}
