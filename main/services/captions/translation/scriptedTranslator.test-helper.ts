import { trialSentences } from '../../../../app/captions/translation/trialSentences.ts';
import type { LanguagePair, Translator } from './Translator.ts';

export interface ScriptedTranslator extends Translator {
  readonly asked: { text: string; pair: LanguagePair }[];
  /** languages it cannot write */
  readonly unable: Set<string>;
  /** translations wait from now on, until this is called */
  hold(): () => void;
  fail: Error | null;
}

/** A translator that knows our sentences in every language, and else writes the words in capitals, with the language before them. */
export function scriptedTranslator(): ScriptedTranslator {
  let held: Promise<void> | null = null;
  const translator: ScriptedTranslator = {
    asked: [],
    unable: new Set(),
    fail: null,
    name: () => 'Scripted',
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return () => {
        held = null;
        resolve();
      };
    },
    async translate(text, pair, signal) {
      translator.asked.push({ text, pair });
      if (held) await Promise.race([held, new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))]);
      signal.throwIfAborted();
      if (translator.fail) throw translator.fail;
      const known = trialSentences[pair.from].findIndex((sentence) => sentence.text === text);
      if (translator.unable.has(pair.to)) return text;
      return trialSentences[pair.to][known]?.text ?? `${pair.to}: ${text.toUpperCase()}`;
    },
  };
  return translator;
}
