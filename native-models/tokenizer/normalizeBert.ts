import type { BertNormalizer } from './WordPieceDescription.ts';

// Categories C but for the unassigned: new characters are added to Unicode, and the reference keeps those too.
const CONTROL = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\uFFFD]/gu;
const CHINESE =
  /[\u4E00-\u9FFF\u3400-\u4DBF\u{20000}-\u{2A6DF}\u{2A700}-\u{2B73F}\u{2B740}-\u{2B81F}\u{2B920}-\u{2CEAF}\uF900-\uFAFF\u{2F800}-\u{2FA1F}]/gu;

/**
 * Text as BERT reads it: BertNormalizer of the `tokenizers` library, whose ranges of Chinese characters these are
 * (2B920 included). Lone surrogates are dropped like other control characters.
 */
export function normalizeBert(text: string, settings: BertNormalizer): string {
  let normal = text.toWellFormed();
  if (settings.cleanText) {
    normal = normal.replaceAll(/[\t\n\r]/g, ' ').replaceAll(CONTROL, '').replaceAll(/\p{White_Space}/gu, ' ');
  }
  if (settings.spacesAroundChinese) normal = normal.replaceAll(CHINESE, ' $& ');
  if (settings.stripAccents) normal = normal.normalize('NFD').replaceAll(/\p{Mn}/gu, '');
  // The reference lowers character by character: a sigma at the end of a word has no form of its own.
  return settings.lowercase ? normal.replaceAll('\u03A3', '\u03C3').toLowerCase() : normal;
}
