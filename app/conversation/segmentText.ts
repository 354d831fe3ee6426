/** Scripts written without spaces between words, and Hangul, whose words carry their particles with them. */
const SCRIPTS = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Thai', 'Lao', 'Khmer', 'Myanmar'];
const UNSPACED = new RegExp(`[${SCRIPTS.map((script) => `\\p{Script=${script}}`).join('')}]`, 'gu');

/**
 * Text as the full-text index reads it: characters of scripts without spaces stand alone, so that a phrase of such
 * characters finds any substring, and everything is composed (NFC), so that both spellings of an accent are one.
 *
 * The index holds what this function returned when a turn was stored; a change here needs a migration that fills the
 * index anew.
 */
export function segmentText(text: string): string {
  return text.normalize('NFC').replace(UNSPACED, ' $& ');
}
