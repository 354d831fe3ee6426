import type { TranslationLanguage } from './TranslationLanguage.ts';

/** Languages by their English names, as a model and a sentence of ours name them. */
export const languageNames: Readonly<Record<TranslationLanguage, string>> = {
  en: 'English',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  it: 'Italian',
  pt: 'Portuguese',
  nl: 'Dutch',
  pl: 'Polish',
  sv: 'Swedish',
};
