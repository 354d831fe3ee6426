import { expect, test } from 'vitest';
import { recallCurve } from './recallCurve.ts';

test('draws a line for each name, the longer to the right and the greater above', () => {
  const svg = recallCurve({ all: [{ size: 1_000, share: 1 }, { size: 100_000, share: 0.5 }], 'a<b': [{ size: 10_000, share: 0 }] });
  expect(svg).toMatch(/^<svg .*<\/svg>\n$/s);
  expect(svg).toContain('points="52.0,16.0 530.0,148.0"');
  expect(svg).toContain('points="291.0,280.0"');
  expect(svg).toContain('>a&lt;b</text>');
  expect(svg).toContain('>100,000</text>');
});
