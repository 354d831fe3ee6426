import { describe, expect, it } from 'vitest';
import { cutSpeech } from './cutSpeech.ts';

const first = { isFirst: true, isFinal: true };
const later = { isFirst: false, isFinal: true };
function cut(text: string, options: { isFirst: boolean; isFinal: boolean }): string | null {
  const at = cutSpeech(text, options);
  return at === null ? null : text.slice(0, at);
}

describe('the first chunk', () => {
  it.each([
    ['a short sentence', 'Yes. That is so.', 'Yes.'],
    ['a clause', 'As far as I can see, nobody has ever done anything like it.', 'As far as I can see,'],
    ['no clause that is too short', 'Well, nobody has ever done it before.', 'Well, nobody has ever done it before.'],
    ['a sentence that is hardly too long', 'Nobody has ever done anything like this thing. Ever.', 'Nobody has ever done anything like this thing.'],
    ['whole words', 'Nobody in the whole wide world has ever done anything that is like it at all', 'Nobody in the whole wide world has ever'],
    ['all there is', 'No end', 'No end'],
  ])('is %s', (_, text, expected) => expect(cut(text, first)).toBe(expected));

  it('waits until it is clear', () => {
    const open = { isFirst: true, isFinal: false };
    expect(cut('Yes', open)).toBeNull();
    expect(cut('It is 3.', open)).toBeNull();
    expect(cut('It is 3.1', open)).toBeNull();
    expect(cut('It is 3. ', open)).toBe('It is 3.');
    expect(cut('Nobody in the whole wide world has ever done', open)).toBeNull();
    expect(cut('Nobody in the whole wide world has ever done anything that is', open)).toBe('Nobody in the whole wide world has ever');
  });
});

describe('later chunks', () => {
  it('are whole sentences, short ones together', () => {
    expect(cut('Yes. No. I do not know, but it may well be so. Next.', later)).toBe('Yes. No. I do not know, but it may well be so.');
    expect(cut('Yes. No.', later)).toBe('Yes. No.');
    expect(cut('A sentence that is long enough to be said. Next.', { ...later, isFinal: false })).toBe('A sentence that is long enough to be said.');
    expect(cut('A sentence that is long enough to be said.', { ...later, isFinal: false })).toBeNull();
  });

  it('end at a clause, a blank or anywhere when a sentence is too long', () => {
    const clause = `${'word '.repeat(40)}word, ${'word '.repeat(40)}`;
    expect(cut(clause, later)).toBe(`${'word '.repeat(40)}word,`);
    expect(cut('word '.repeat(80), later)).toBe('word '.repeat(60).trimEnd());
    expect(cut('x'.repeat(301), later)).toBe('x'.repeat(300));
    expect(cut(`${'x'.repeat(299)}😀😀`, later)).toBe('x'.repeat(299));
    expect(cut(`Short one. ${'x'.repeat(400)}`, later)).toBe('Short one.');
  });
});
