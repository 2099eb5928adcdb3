// The app's icon in the repository is the one that the code draws.
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { drawAppIcon } from '../../../electron/shell/icons/app-icon';
import { encodePng } from '../../../electron/shell/icons/png';

const pixels = (png: Buffer) => inflateSync(png.subarray(41, png.length - 16));

test('app-icon.png is current (else: node electron/shell/icons/write-app-icon.mjs)', () => {
  const kept = readFileSync(new URL('../../../electron/shell/icons/app-icon.png', import.meta.url));
  expect(pixels(kept).equals(pixels(encodePng(drawAppIcon(512))))).toBe(true);
});
