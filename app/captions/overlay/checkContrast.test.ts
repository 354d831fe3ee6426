import { expect, test } from 'vitest';
import { checkContrast } from './checkContrast.ts';
import { contrastRatio } from './contrastRatio.ts';
import { overlayPresets } from './overlayPresets.ts';
import { OverlayStyle } from './OverlayStyle.ts';
import { rgbOf } from './rgbOf.ts';

const style = (more: Partial<OverlayStyle>): OverlayStyle => OverlayStyle.parse({ outline: 0, ...more });

test('the contrast ratio is that of WCAG', () => {
  expect(contrastRatio(rgbOf('#000000'), rgbOf('#ffffff'))).toBeCloseTo(21, 5);
  expect(contrastRatio(rgbOf('#777777'), rgbOf('#ffffff'))).toBeCloseTo(4.48, 2);
  expect(contrastRatio(rgbOf('#ffffff'), rgbOf('#767676'))).toBeCloseTo(4.54, 2);
});

test('white without anything is hard to read over bright pictures, with an outline or on a box it is not', () => {
  expect(checkContrast(style({}))).toMatchObject({ ratio: 1, good: false, words: expect.stringContaining('bright pictures: 1 to 1') as string });
  expect(checkContrast(style({ colour: '#101010' })).words).toContain('dark pictures');
  expect(checkContrast(style({ outline: 2 }))).toMatchObject({ ratio: 21, good: true, words: 'Easy to read: 21 to 1 on its outline (4.5 is enough).' });
  expect(checkContrast(style({ outline: 1 })).good).toBe(false);
  expect(checkContrast(style({ opacity: 100 })).words).toBe('Easy to read: 21 to 1 on its background (4.5 is enough).');
  // Half a black box over white is a middle grey.
  expect(checkContrast(style({ opacity: 50 }))).toMatchObject({ ratio: 3.9, good: false });
  expect(checkContrast(style({ opacity: 85 })).good).toBe(true);
  expect(checkContrast(style({ opacity: 100, background: '#ffee00' })).words).toContain('further apart');
});

test('4.48 is not rounded up to what is wanted', () => {
  expect(checkContrast(style({ opacity: 100, colour: '#777777', background: '#ffffff' }))).toMatchObject({ ratio: 4.4, good: false });
});

test('every preset can be read', () => {
  for (const preset of overlayPresets) expect(checkContrast(preset.style), preset.name).toMatchObject({ good: true });
});
