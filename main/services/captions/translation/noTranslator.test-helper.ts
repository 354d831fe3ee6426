import type { Translator } from './Translator.ts';

/** For captions that nobody wants translated. */
export const noTranslator: { readonly translator: Translator; readonly isAnswering: () => boolean } = {
  translator: { name: () => 'Nobody', translate: () => Promise.reject(new Error('Nobody translates here.')) },
  isAnswering: () => false,
};
