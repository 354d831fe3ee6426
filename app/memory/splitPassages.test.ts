import { describe, expect, it } from 'vitest';
import { splitPassages } from './splitPassages.ts';

const textsOf = (text: string): string[] => splitPassages(text).map(({ at, length }) => text.slice(at, at + length));

describe('splitPassages', () => {
  it('leaves a short text whole and makes nothing of nothing', () => {
    expect(textsOf('  Two sentences. And a half\n')).toEqual(['Two sentences. And a half']);
    for (const text of ['', ' ', '\n\n\t']) expect(splitPassages(text)).toEqual([]);
  });

  it('gives each longer sentence its own passage, and keeps short ones together', () => {
    const [long, other] = ['My sister has a terrier that is called Rufus.', 'Now tell me why people like canals so much.'];
    expect(textsOf(`${long} ${other} Please do. I wait.`)).toEqual([long, `${other} Please do. I wait.`]);
    const sentence = `${'word '.repeat(99)}word.`;
    expect(textsOf(`${sentence} Short.`)).toEqual([sentence, 'Short.']);
  });

  it('keeps what asks apart from what says something', () => {
    const texts = ['My uncle lives in Rouen.', 'Why do people like canals?', 'He sails.'];
    expect(textsOf(texts.join(' '))).toEqual(texts);
    expect(textsOf('He sails. She rows.')).toEqual(['He sails. She rows.']);
  });

  it('ends a passage with its paragraph', () => {
    expect(textsOf('A title\n\nThe paragraph.')).toEqual(['A title', 'The paragraph.']);
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
