import { describe, expect, it } from 'vitest';
import { splitPassages } from './splitPassages.ts';

const textsOf = (text: string): string[] => splitPassages(text).map(({ at, length }) => text.slice(at, at + length));

describe('splitPassages', () => {
  it('leaves a short text whole and makes nothing of nothing', () => {
    expect(textsOf('  Two sentences. And a half\n')).toEqual(['Two sentences. And a half']);
    for (const text of ['', ' ', '\n\n\t']) expect(splitPassages(text)).toEqual([]);
  });

  it('cuts between sentences and lets neighbours share a short one', () => {
    const sentences = Array.from({ length: 40 }, (_, i) => `This is the sentence with the number ${i} in it.`);
    const passages = textsOf(sentences.join(' '));
    expect(passages.length).toBeGreaterThan(2);
    for (const passage of passages) expect(passage).toMatch(/^This is .* in it\.$/);
    passages.slice(1).forEach((passage, i) => {
      const before = passages[i] ?? '';
      expect(passage.startsWith(before.slice(before.lastIndexOf('This')))).toBe(true);
    });
  });

  it('ends a passage with its paragraph when it is long enough', () => {
    const first = `${'one two three four five. '.repeat(16)}\n\n`;
    expect(textsOf(`${first}The second paragraph.`)).toEqual([first.trim(), 'The second paragraph.']);
  });

  it.each([
    ['one endless sentence', 'word '.repeat(5_000)],
    ['no blanks', 'x'.repeat(20_000)],
    ['a script without blanks', '河鸚鵡螺'.repeat(3_000)],
    ['emoji', '😀'.repeat(4_000)],
    ['lines', 'a line\n'.repeat(3_000)],
    ['half of a pair', '\ud83d'.repeat(2_000)],
  ])('keeps every passage short and loses no character: %s', (_, text) => {
    const passages = splitPassages(text);
    expect(passages.length).toBeGreaterThan(1);
    let covered = 0;
    for (const { at, length } of passages) {
      expect(text.slice(covered, at).trim()).toBe('');
      expect(length).toBeLessThanOrEqual(2_000);
      covered = at + length;
    }
    expect(text.slice(covered).trim()).toBe('');
  });
});
