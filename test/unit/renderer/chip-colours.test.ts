// Options in a service's own colours stay readable, whatever the colour, in light and dark.
import { describe, expect, it } from 'vitest';
import { chipColours, contrastOf } from '../../../renderer/ui/change/chip-colours';

const colours = [
  '#ffffff',
  '#000000',
  '#ff0000',
  '#ffff00',
  '#cfdffe',
  '#fee2d5',
  '#3ac07a',
  '#808080',
  '#0af',
];

describe.each([
  ['light', false],
  ['dark', true],
] as const)('in %s', (_, dark) => {
  it.each(colours)('%s has text of enough contrast', (color) => {
    const chip = chipColours(color, dark);
    expect(chip && contrastOf(chip.text, chip.ground)).toBeGreaterThanOrEqual(4.5);
  });
});

it('leaves what is no colour neutral', () => {
  expect(chipColours('red; background: url(x)', false)).toBeNull();
  expect(chipColours(undefined, true)).toBeNull();
});
