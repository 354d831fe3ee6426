import type { CaptionLine } from './CaptionLine.ts';
import { maskSwearWords } from './maskSwearWords.ts';

/** A line as it is shown and exported when swear words are hidden: all that was said in it, in every form. */
export function maskedLine(line: CaptionLine): CaptionLine {
  const { text, corrected, words, translation } = line;
  return {
    ...line,
    text: maskSwearWords(text),
    corrected: corrected && maskSwearWords(corrected),
    words: words.map((word) => ({ ...word, text: maskSwearWords(word.text) })),
    ...(translation && {
      translation: {
        ...translation,
        text: maskSwearWords(translation.text),
        ...(translation.corrected !== undefined && { corrected: maskSwearWords(translation.corrected) }),
      },
    }),
  };
}
