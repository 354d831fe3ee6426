import type { TranslationLanguage } from '../../../../app/captions/translation/TranslationLanguage.ts';

/** From which language into which. */
export interface LanguagePair {
  readonly from: TranslationLanguage;
  readonly to: TranslationLanguage;
}

/** What can translate: the chat model, or a model made for it. */
export interface Translator {
  /** of the model that would translate now, for the person; another name is another model */
  name(): string;
  /** A sentence or two, in one go. Rejects with `cancelled` when `signal` aborts. */
  translate(text: string, pair: LanguagePair, signal: AbortSignal): Promise<string>;
}
