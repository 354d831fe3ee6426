import { hasWords } from '../../../../app/captions/translation/hasWords.ts';
import { languageNames } from '../../../../app/captions/translation/languageNames.ts';
import { trialSentences } from '../../../../app/captions/translation/trialSentences.ts';
import type { LanguagePair, Translator } from './Translator.ts';

/** Of three sentences, how many must come out right, each way. */
const ENOUGH = 2;

/** Whether a model translates between two languages, and that in a sentence for the person. */
export interface Trial {
  readonly able: boolean;
  readonly words: string;
}

/** Has a few sentences of ours translated both ways: words that must be in the translations are there, or it cannot do it. */
export async function tryTranslator(translator: Translator, pair: LanguagePair, signal: AbortSignal): Promise<Trial> {
  const back: LanguagePair = { from: pair.to, to: pair.from };
  const [source, target] = [languageNames[pair.from], languageNames[pair.to]];
  for (const way of [pair, back]) {
    let right = 0;
    for (const [i, { text }] of trialSentences[way.from].entries()) {
      const translation = await translator.translate(text, way, signal);
      if (hasWords(translation, trialSentences[way.to][i]?.words ?? [])) right += 1;
    }
    if (right >= ENOUGH) continue;
    const words = `${translator.name()} cannot translate from ${source} to ${target}: it was tried with sentences whose translation is known. A larger model that was trained in both languages can; choose one in Settings → Model.`;
    return { able: false, words };
  }
  return { able: true, words: `${translator.name()} translates from ${source} to ${target}. Look at important words yourself: it can be wrong.` };
}
