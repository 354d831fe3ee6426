import { describe, expect, it } from 'vitest';
import { createDetokeniser } from '../text/createDetokeniser.ts';
import type { LiveTurn } from './LiveTurn.ts';
import { settleAnswer } from './settleAnswer.ts';

const bytes = { tokenBytes: (token: number) => Uint8Array.of(token) };
const encode = (text: string) => new TextEncoder().encode(text);

/** An answer of one token per byte after a template of two tokens, of which `shown` characters were shown. */
function written(text: Uint8Array, shown: string, given = 0): LiveTurn {
  const tokens = [...text];
  const detokeniser = createDetokeniser(bytes);
  let length = 0;
  const ends = tokens.map((token) => (length += detokeniser.push(token).length));
  return {
    id: null,
    index: 1,
    role: 'assistant',
    text: shown,
    start: 40,
    lead: 2,
    tokens: [1, 2, ...tokens],
    writing: { detokeniser, from: { tokens: given, text: given }, ends: ends.slice(given), held: '' },
  };
}

function contentOf(turn: LiveTurn): string {
  return new TextDecoder().decode(Uint8Array.from(turn.tokens.slice(turn.lead)));
}

describe('settleAnswer', () => {
  it('keeps the tokens of the text that agrees and encodes the rest', () => {
    const turn = written(encode('hello world'), 'hello world');
    settleAnswer(turn, 'hello there', (text) => encode(text.toUpperCase()));
    expect(contentOf(turn)).toBe('hello THERE');
    expect(turn.text).toBe('hello there');
    expect(turn.writing).toBeNull();
  });

  it('cuts at the end of a shorter text', () => {
    const turn = written(encode('hello world'), 'hello world');
    settleAnswer(turn, 'hello', encode);
    expect(contentOf(turn)).toBe('hello');
  });

  it('drops an unfinished character and text that was held back', () => {
    const half = written(encode('ok 👍').slice(0, 5), 'ok ');
    settleAnswer(half, 'ok ', encode);
    expect(contentOf(half)).toBe('ok ');
    const stopped = written(encode('yes STOP'), 'yes ');
    settleAnswer(stopped, 'yes ', encode);
    expect(contentOf(stopped)).toBe('yes ');
  });

  it('changes nothing in an answer that stands for its text already', () => {
    const turn = written(encode('hello'), 'hello');
    const { writing } = turn;
    settleAnswer(turn, 'hello', encode);
    expect(turn.writing).toBe(writing);
    expect(contentOf(turn)).toBe('hello');
  });

  it('encodes all of it anew when the text differs within what was given', () => {
    const turn = written(encode('given and written'), 'given and written', 5);
    settleAnswer(turn, 'give', (text) => encode(text.toUpperCase()));
    expect(contentOf(turn)).toBe('GIVE');
  });
});
