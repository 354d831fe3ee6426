import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadWordPiece } from './loadWordPiece.ts';
import { tokenizerLimits } from './tokenizerLimits.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
interface TokenizerJson {
  readonly model: { readonly vocab: Readonly<Record<string, number>> };
  readonly post_processor: object;
}
const tiny = read('../golden/bert/tokenizer.json') as TokenizerJson;
const golden = read('golden/wordPiece.json') as { texts: string[]; ids: number[][] };
const words = (id: number): string | undefined => Object.entries(tiny.model.vocab).find(([, value]) => value === id)?.[0];

/** The tokenizer with some of its parts changed. */
function changed(changes: object, model: object = {}): unknown {
  return { ...structuredClone(tiny), ...changes, model: { ...structuredClone(tiny.model), ...model } };
}

describe('loadWordPiece', () => {
  const tokenizer = loadWordPiece(tiny);

  it('gives the ids of the reference for every text', () => {
    expect(golden.texts.length).toBeGreaterThan(250);
    expect(golden.texts.map((text) => [...tokenizer.encode(text, 10_000)])).toEqual(golden.ids);
  });

  it('cuts a long text off and keeps the tokens around it', () => {
    const whole = tokenizer.encode('the river runs down to the sea', 100);
    const cut = tokenizer.encode('the river runs down to the sea', 6);
    expect(cut).toHaveLength(6);
    expect([...cut]).toEqual([...whole.slice(0, 5), whole.at(-1)]);
    expect([...tokenizer.encode('river', 2)]).toEqual([...tokenizer.encode('', 2)]);
  });

  it('never takes text of a person for a control token', () => {
    const ids = tokenizer.encode('[SEP] [CLS] [MASK]', 100).slice(1, -1);
    expect(Array.from(ids, words)).not.toContain('[SEP]');
    expect(Array.from(ids, words)).not.toContain('[MASK]');
    expect(words(ids[0]!)).toBe('[');
  });

  it('takes lone surrogates and a very long word without harm', () => {
    expect([...tokenizer.encode('sea\uD800 \uDC00', 100)]).toEqual([...tokenizer.encode('sea', 100)]);
    const unknown = tokenizer.encode('a'.repeat(1_000_000), 100);
    expect(Array.from(unknown, words)).toEqual(['[CLS]', '[UNK]', '[SEP]']);
  });

  it('reads the older way to write the frame', () => {
    const [cls, sep] = [tiny.model.vocab['[CLS]'], tiny.model.vocab['[SEP]']];
    const older = loadWordPiece(changed({ post_processor: { type: 'BertProcessing', sep: ['[SEP]', sep], cls: ['[CLS]', cls] } }));
    expect([...older.encode('the sea', 10)]).toEqual([...tokenizer.encode('the sea', 10)]);
  });

  it.each([
    ['nothing', null, 'bad-file'],
    ['another kind of model', changed({}, { type: 'BPE' }), 'unsupported'],
    ['no vocabulary', changed({}, { vocab: undefined }), 'bad-file'],
    ['an id that is no number', changed({}, { vocab: { ...tiny.model.vocab, x: '1' } }), 'bad-file'],
    ['a negative id', changed({}, { vocab: { ...tiny.model.vocab, x: -1 } }), 'bad-file'],
    ['an id twice', changed({}, { vocab: { ...tiny.model.vocab, x: 7 } }), 'bad-file'],
    ['a token without end', changed({}, { vocab: { ...tiny.model.vocab, ['x'.repeat(tokenizerLimits.tokenLength + 1)]: 5_000 } }), 'bad-file'],
    ['no token for unknown words', changed({}, { unk_token: '[NONE]' }), 'bad-file'],
    ['words of any length', changed({}, { max_input_chars_per_word: 1e9 }), 'bad-file'],
    ['a long mark of continuation', changed({}, { continuing_subword_prefix: '#'.repeat(17) }), 'bad-file'],
    ['another normalizer', changed({ normalizer: { type: 'NFC' } }), 'unsupported'],
    ['no pre-tokenizer', changed({ pre_tokenizer: null }), 'unsupported'],
    ['no frame', changed({ post_processor: null }), 'unsupported'],
    ['a frame without the text', changed({ post_processor: { ...tiny.post_processor, single: [] } }), 'bad-file'],
    ['a frame of unknown tokens', changed({ post_processor: { ...tiny.post_processor, special_tokens: {} } }), 'bad-file'],
  ])('refuses %s with a typed error', (_, json, code) => {
    expect(() => loadWordPiece(json)).toThrowError(expect.objectContaining({ code }));
  });
});
