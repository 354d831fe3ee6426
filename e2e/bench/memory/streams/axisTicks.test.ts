import { expect, test } from 'vitest';
import { axisTicks } from './axisTicks.ts';

const texts = (ticks: readonly { readonly text: string }[]) => ticks.map(({ text }) => text);

test('an even axis begins and ends at round numbers around its values', () => {
  const { low, high, ticks } = axisTicks({ label: 'ms' }, [3, 41]);
  expect([low, high]).toEqual([0, 50]);
  expect(texts(ticks)).toEqual(['0', '10', '20', '30', '40', '50']);
});

test('an axis can be told what to show, and equal values have one as well', () => {
  expect(axisTicks({ label: 'share', from: 0, to: 1 }, [0.2]).high).toBe(1);
  const { low, high } = axisTicks({ label: 'share' }, [5]);
  expect(low).toBeLessThanOrEqual(5);
  expect(high).toBeGreaterThan(5);
});

test('a logarithmic axis has ticks within its values, at powers of ten when it is wide', () => {
  expect(texts(axisTicks({ label: 'tokens', log: true }, [600, 1_000_000]).ticks)).toEqual(['1000', '10 k', '100 k', '1 M']);
  expect(texts(axisTicks({ label: 'perplexity', log: true }, [12, 90]).ticks)).toEqual(['20', '50']);
});
