import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { GgufMetadata, GgufValue } from '../formats/gguf/GgufMetadata.ts';
import { loadTokenizer } from './loadTokenizer.ts';
import { tokenizerJsonFromGguf } from './tokenizerJsonFromGguf.ts';

interface GoldenIds {
  plain: number[][];
  template: Record<string, number[]>;
}
interface Golden {
  texts: string[];
  byteLevel: { tokens: string[]; types: number[]; merges: string[]; ids: Record<string, GoldenIds> };
  sentencepiece: { tokens: string[]; types: number[]; scores: number[]; ids: GoldenIds };
}

const golden = JSON.parse(readFileSync(new URL('golden/tiny.json', import.meta.url), 'utf8')) as Golden;

function metadataOf(entries: Record<string, GgufValue>): GgufMetadata {
  return new Map(Object.entries(entries).map(([key, value]) => [`tokenizer.ggml.${key}`, value]));
}

/** `written` is what a text reads as once it is decoded from its tokens. */
function expectGolden(metadata: GgufMetadata, ids: GoldenIds, written: (text: string) => string): void {
  const tokenizer = loadTokenizer(JSON.parse(JSON.stringify(tokenizerJsonFromGguf(metadata))));
  const plain = golden.texts.map((text) => [...tokenizer.encode(text)]);
  expect(plain).toEqual(ids.plain);
  const template = golden.texts.map((text) => [...tokenizer.encodeTemplate(text)]);
  expect(template).toEqual(ids.plain.map((expected, index) => ids.template[index] ?? expected));
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for (const [index, text] of golden.texts.entries()) {
    const decoded = decoder.decode(Buffer.concat(plain[index]!.map((id) => tokenizer.tokenBytes(id))));
    expect(decoded).toBe(written(text));
  }
}

describe('a tokenizer from GGUF gives the ids of the reference', () => {
  const { tokens, types, merges, ids } = golden.byteLevel;

  it.each(Object.keys(ids))('byte-level, cut as %s', (pre) => {
    const metadata = metadataOf({ model: 'gpt2', pre, tokens, token_type: Int32Array.from(types), merges });
    expectGolden(metadata, ids[pre]!, (text) => (pre === 'qwen2' ? text.normalize('NFC') : text));
  });

  it('sentencepiece', () => {
    const { tokens, types, scores, ids } = golden.sentencepiece;
    const lists = { tokens, token_type: Int32Array.from(types), scores: Float32Array.from(scores) };
    const metadata = metadataOf({ model: 'llama', unknown_token_id: 0, ...lists });
    expectGolden(metadata, ids, (text) => (text === '' ? '' : ` ${text}`));
  });
});
