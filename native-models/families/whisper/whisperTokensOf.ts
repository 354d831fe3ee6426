import { refusedTokenizer } from '../../tokenizer/refusedTokenizer.ts';
import type { TokenizerDescription } from '../../tokenizer/TokenizerDescription.ts';
import type { WhisperTokens } from './WhisperTokens.ts';

const LANGUAGE = /^<\|([a-z]{2,3})\|>$/u;
/** Models from this vocabulary on know languages; smaller ones have the tokens, but were trained on English alone. */
const LANGUAGES_FROM = 51_865;

/**
 * Finds the tokens that steer a model by their text. Timestamps have no text: they follow the last of the others, one
 * for each of the encoder's positions and one for the end.
 * Errors: `bad-file` when one is missing, or the model has not enough ids.
 */
export function whisperTokensOf(
  { addedTokens }: Pick<TokenizerDescription, 'addedTokens'>,
  { vocabSize, audioPositions }: { readonly vocabSize: number; readonly audioPositions: number },
): WhisperTokens {
  const ids = new Map(addedTokens.map(({ content, id }) => [content, id]));
  const find = (...names: string[]): number => {
    const found = names.map((name) => ids.get(`<|${name}|>`)).find((id) => id !== undefined);
    if (found === undefined) throw refusedTokenizer('bad-file', `it lacks the token <|${names[0]}|>`);
    if (found >= vocabSize)
      throw refusedTokenizer('bad-file', `its token <|${names[0]}|> is beyond what the model knows`);
    return found;
  };
  const knowsLanguages = vocabSize >= LANGUAGES_FROM;
  const languages = [...ids].flatMap(([content, id]) => {
    const code = LANGUAGE.exec(content)?.[1];
    return code !== undefined && id < vocabSize ? [[code, id] as const] : [];
  });
  const noTimestamps = find('notimestamps');
  const [firstTimestamp, timestamps] = [noTimestamps + 1, audioPositions + 1];
  if (firstTimestamp + timestamps > vocabSize) {
    throw refusedTokenizer('bad-file', `the model knows ${vocabSize} tokens, too few for its ${timestamps} timestamps`);
  }
  return {
    end: find('endoftext'),
    start: find('startoftranscript'),
    previous: find('startofprev'),
    // The name changed; old files have the second.
    noSpeech: find('nospeech', 'nocaptions'),
    noTimestamps,
    firstTimestamp,
    timestamps,
    transcribe: knowsLanguages ? find('transcribe') : null,
    languages: knowsLanguages ? Object.fromEntries(languages) : {},
  };
}
