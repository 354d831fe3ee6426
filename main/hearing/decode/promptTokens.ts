import { AppError } from '../../../app/contract/AppError.ts';
import type { WhisperTokens } from '../../../native-models/families/whisper/WhisperTokens.ts';

export interface PromptOptions {
  readonly timestamps: boolean;
  /** two or three letters; of no account to a model of English alone */
  readonly language: string;
  /** token ids of what was said just before; its last ones are taken */
  readonly previous: readonly number[];
}

/**
 * What a transcript begins with. `textPositions`: tokens that the model takes; earlier text gets less than half of them.
 * Errors: `unsupported` for a language that the model does not know.
 */
export function promptTokens(
  tokens: WhisperTokens,
  textPositions: number,
  { timestamps, language, previous }: PromptOptions,
): number[] {
  const prompt = previous.length > 0 ? [tokens.previous, ...previous.slice(-(Math.floor(textPositions / 2) - 1))] : [];
  prompt.push(tokens.start);
  if (tokens.transcribe !== null) {
    const id = tokens.languages[language];
    if (id === undefined) {
      throw new AppError(
        'unsupported',
        'The recognition model does not know this language; choose another language or another model.',
        { language },
      );
    }
    prompt.push(id, tokens.transcribe);
  }
  if (!timestamps) prompt.push(tokens.noTimestamps);
  return prompt;
}
