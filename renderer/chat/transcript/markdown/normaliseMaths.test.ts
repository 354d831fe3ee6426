import { expect, test } from 'vitest';
import { normaliseMaths } from './normaliseMaths.ts';

test('prices stay prices', () => {
  for (const text of ['It costs $5 and $10.', 'from $5-$10', 'US$5 and US$6', '$ 5 or 6 $', 'a \\$x\\$ b']) {
    expect(normaliseMaths(text)).toBe(text);
  }
});

test('formulas within a line', () => {
  expect(normaliseMaths('Let $x^2$ be.')).toBe('Let $$x^2$$ be.');
  expect(normaliseMaths('Let \\( x^2 \\) be.')).toBe('Let $$x^2$$ be.');
  expect(normaliseMaths('Let $$x^2$$ be.')).toBe('Let $$x^2$$ be.');
});

test('displayed formulas', () => {
  expect(normaliseMaths('$$x = 1$$')).toBe('$$\nx = 1\n$$');
  expect(normaliseMaths('\\[ x = 1 \\]')).toBe('\n$$\nx = 1\n$$\n');
  expect(normaliseMaths('$$\nx = 1\n$$')).toBe('$$\nx = 1\n$$');
});

test('code is left alone', () => {
  for (const text of ['Use `$a$` here.', '```sh\necho $a$ \\( b \\)\n```', '```\n$x$']) {
    expect(normaliseMaths(text)).toBe(text);
  }
});
