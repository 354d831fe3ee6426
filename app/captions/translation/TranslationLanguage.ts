import { z } from '../../contract/zod.ts';

/** Languages that captions are translated between: those for which we have sentences to try a model with. */
export const TranslationLanguage = z.enum(['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv']);
export type TranslationLanguage = z.infer<typeof TranslationLanguage>;
