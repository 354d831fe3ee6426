import { Tokenizer as LibraryTokenizer } from '@huggingface/tokenizers';
import { quoted } from '../formats/quoted.ts';
import { refusedTokenizer } from './refusedTokenizer.ts';
import type { TokenizerDescription } from './TokenizerDescription.ts';

/**
 * Normalizes a section of text and cuts it into words; both are the library's. `section` is 0 for the first section of
 * a sequence. Errors: `unsupported` for a pattern that cannot be translated.
 */
export function createWordSplitter({ normalizer, preTokenizer }: TokenizerDescription) {
  const library = openLibrary(normalizer, preTokenizer);
  return (text: string, section: number): readonly string[] => {
    const normal = library.normalizer ? library.normalizer.normalize(text) : text;
    if (normal === '') return [];
    return library.pre_tokenizer ? library.pre_tokenizer.pre_tokenize(normal, { section_index: section }) : [normal];
  };
}

/** The library's own encoding is not used (control tokens, speed), so its model is an empty one. */
function openLibrary(normalizer: object | null, preTokenizer: object | null): LibraryTokenizer {
  const model = { type: 'BPE', vocab: {}, merges: [] };
  const nothing = { decoder: null, post_processor: null, added_tokens: [] };
  try {
    return new LibraryTokenizer({ model, normalizer, pre_tokenizer: preTokenizer, ...nothing }, {});
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw refusedTokenizer('unsupported', `one of its patterns cannot be translated (${quoted(reason)})`);
  }
}
