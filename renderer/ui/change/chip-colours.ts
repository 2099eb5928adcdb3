// Fits a service's option colour to our ground, so that its text is always readable.

type Rgb = readonly [number, number, number];

export interface ChipColours {
  /** `#rrggbb` each. */
  readonly ground: string;
  readonly line: string;
  readonly text: string;
}

/** The page's grounds, as in `theme/tokens.css`. */
const grounds = { light: [255, 255, 255], dark: [24, 25, 28] } as const satisfies Record<
  string,
  Rgb
>;

/** WCAG 2.2, 1.4.3: 4.5 for text; a little more, because colours are rounded. */
const enough = 4.6;

/**
 * @param color `#rrggbb` or `#rgb`
 * @returns null when it is no colour: the chip is then neutral
 */
export function chipColours(color: string | undefined, dark: boolean): ChipColours | null {
  const own = color === undefined ? null : readColor(color);
  if (!own) return null;
  const page = dark ? grounds.dark : grounds.light;
  const pole: Rgb = dark ? [255, 255, 255] : [0, 0, 0];
  const ground = seen(page, own, dark ? 0.26 : 0.17);
  let text = own;
  for (let step = 1; contrast(text, ground) < enough && step <= 20; step += 1) {
    text = mix(own, pole, step / 20);
  }
  const line = mix(ground, text, 0.28);
  return { ground: write(ground), line: write(line), text: write(text) };
}

/** Enough of the colour that its chip stands out from the page; a pale one needs more of itself. */
function seen(page: Rgb, own: Rgb, share: number): Rgb {
  let ground = mix(page, own, share);
  for (let more = share; contrast(ground, page) < 1.13 && more < 1; more += 0.08) {
    ground = mix(page, own, Math.min(1, more));
  }
  return ground;
}

/** WCAG 2.2's contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrastOf(a: string, b: string): number {
  return contrast(readColor(a) ?? [0, 0, 0], readColor(b) ?? [0, 0, 0]);
}

function readColor(text: string): Rgb | null {
  const match = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim());
  const hex = match?.[1];
  if (hex === undefined) return null;
  const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  const part = (place: number) => Number.parseInt(full.slice(place, place + 2), 16);
  return [part(0), part(2), part(4)];
}

function write(color: Rgb): string {
  return `#${color.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** @param share of `b`, 0 to 1 */
function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const part = (place: 0 | 1 | 2) => a[place] * (1 - share) + b[place] * share;
  return [part(0), part(1), part(2)];
}

function contrast(a: Rgb, b: Rgb): number {
  const [bright, dim] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((bright ?? 0) + 0.05) / ((dim ?? 0) + 0.05);
}

/** Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance([red, green, blue]: Rgb): number {
  const linear = (part: number) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
