import { expect, it } from 'vitest';
import { changedCases } from './changedCases.ts';

it('has what held before marked, and before what is since; values differ', () => {
  const cases = changedCases();
  expect(cases).toHaveLength(200);
  for (const { value, past, quotations } of cases) {
    expect(past).not.toBe(value);
    const [before, since] = [past!, value].map((told) => quotations.findIndex(({ text }) => text.includes(told)));
    expect(before).toBeLessThan(since!);
    expect(quotations.map(({ isChanged }) => isChanged === true).indexOf(true)).toBe(before);
    expect(quotations.filter(({ isChanged }) => isChanged)).toHaveLength(1);
  }
});
