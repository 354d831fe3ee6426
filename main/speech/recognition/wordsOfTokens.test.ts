import { describe, expect, it } from 'vitest';
import { wordsOfTokens } from './wordsOfTokens.ts';

const at = (...tokens: string[]) => ({ tokens, startMs: tokens.map((_, index) => index * 100), probabilities: [] });
const texts = (...tokens: string[]) => wordsOfTokens(at(...tokens), { fromMs: 0, capitals: false }).map(({ text }) => text);

describe('wordsOfTokens', () => {
  it('joins pieces to words, marks to the word before them, with the times of the sound', () => {
    const words = wordsOfTokens({ tokens: [' we', ' sa', 'il', ',', ' at'], startMs: [0, 320, 400, 480, 2_000], probabilities: [0.5, 0.5, 1, 0.9, 0.8] }, { fromMs: 1_000, capitals: false });
    expect(words).toEqual([
      { text: ' we', startMs: 1_000, endMs: 1_160, probability: 0.5 },
      { text: ' sail,', startMs: 1_320, endMs: 1_640, probability: expect.closeTo(0.8, 9) as number },
      { text: ' at', startMs: 3_000, endMs: 3_160, probability: 0.8 },
    ]);
  });

  it('reads spaces of their own, as models of letters write them', () => {
    expect(texts(' ', 'n', 'o', ' ', ' ', 'w', ' ')).toEqual([' no', ' w']);
  });

  it('takes every character of scripts without spaces for a word, and Latin words among them whole', () => {
    expect(texts('你', '好', '。', ' HEL', 'LO', '世')).toEqual(['你', '好。', ' HELLO', '世']);
  });

  it('puts bytes together to characters, and leaves out what is not whole', () => {
    expect(texts(' ', '<0xE4>', '<0xBD>', '<0xA0>', '好', '<0xE5>')).toEqual([' 你', '好']);
    expect(texts('<0xFF>')).toEqual([]);
  });

  it('writes what knows capitals alone small, the first person large', () => {
    const words = wordsOfTokens(at(' I', ' THINK', ' I', "'M", ' IN', ' ÉTÉ'), { fromMs: 0, capitals: true });
    expect(words.map(({ text }) => text)).toEqual([' I', ' think', " I'm", ' in', ' été']);
  });

  it('is never longer than a word may be', () => {
    expect(texts(` ${'x'.repeat(500)}`)[0]!.length).toBe(200);
    expect(wordsOfTokens(at(), { fromMs: 0, capitals: false })).toEqual([]);
  });
});
