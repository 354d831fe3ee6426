import { expect, test } from 'vitest';
import { overlayPresets } from './overlayPresets.ts';
import { overlayQuery } from './overlayQuery.ts';
import { OverlayStyle } from './OverlayStyle.ts';
import { overlayVariables } from './overlayVariables.ts';
import { readOverlayQuery } from './readOverlayQuery.ts';

const USUAL = OverlayStyle.parse({});

/** `a=1&b=2`, without anything that is written in another way. */
const read = (query: string): OverlayStyle => readOverlayQuery(query.split('&').map((part) => [part.split('=')[0] ?? '', part.split('=')[1] ?? ''] as const), USUAL);

test('what the query names is taken, within limits; the rest is as set', () => {
  expect(read('font_size=9999&color=fc0&outline=3&font=readable')).toEqual({ ...USUAL, size: 160, colour: '#ffcc00', outline: 3, font: 'readable' });
  expect(read('bg=#102030&bg_opacity=50&align=right&lines=1.4&upper=1&hold=0.3')).toEqual({
    ...USUAL, background: '#102030', opacity: 50, align: 'right', lines: 1, upper: true, hold: 0.3,
  });
  expect(read('bg_opacity=0.25&color=yellow')).toEqual({ ...USUAL, opacity: 25, colour: '#ffff00' });
});

test('what is no value, or no name, changes nothing', () => {
  for (const query of ['', 'color=url(x)', 'bg=12345', 'font_size=', 'font_size=abc', 'lines=Infinity', 'align=up', 'font=__proto__', '__proto__=1', 'constructor=1', 'size=40']) {
    expect(read(query), query).toEqual(USUAL);
  }
});

test('a look written as a query is read back', () => {
  const odd = OverlayStyle.parse({ font: 'serif', size: 41, opacity: 1, shadow: true, upper: true, hold: 2.5, lineHeight: 1.15, fade: true, align: 'left' });
  for (const style of [odd, ...overlayPresets.map((preset) => preset.style)]) expect(readOverlayQuery(Object.entries(overlayQuery(style)), USUAL)).toEqual(style);
});

test('a look becomes properties of CSS', () => {
  expect(overlayVariables(OverlayStyle.parse({ outline: 3, background: '#102030', opacity: 50, align: 'right', size: 20 }))).toMatchObject({
    '--overlay-outline': '6px #000000',
    '--overlay-background': 'rgb(16 32 48 / 0.5)',
    '--overlay-place': 'flex-end',
    '--overlay-size': '20px',
    '--overlay-shadow': 'none',
  });
});
