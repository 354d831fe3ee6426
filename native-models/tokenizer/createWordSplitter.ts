import { Tokenizer as LibraryTokenizer } from '@huggingface/tokenizers';
import { quoted } from '../formats/quoted.ts';
import { refusedTokenizer } from './refusedTokenizer.ts';
import type { TextPosition } from './TextPosition.ts';
import type { TokenizerDescription } from './TokenizerDescription.ts';
import { withoutPrefix } from './withoutPrefix.ts';

/**
 * Normalizes a section of text and cuts it into words; both are the library's.
 * Errors: `unsupported` for a pattern that cannot be translated.
 */
export function createWordSplitter({ normalizer, preTokenizer }: TokenizerDescription) {
  const opening = openLibrary(normalizer, preTokenizer);
  const continuing = openLibrary(withoutPrefix(normalizer), withoutPrefix(preTokenizer));
  return (text: string, position: TextPosition): readonly string[] => {
    const library = position === 'continuing' ? continuing : opening;
    const normal = library.normalizer ? library.normalizer.normalize(text) : text;
    if (normal === '') return [];
    const section = { section_index: position === 'start' ? 0 : 1 };
    return library.pre_tokenizer ? library.pre_tokenizer.pre_tokenize(normal, section) : [normal];
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
