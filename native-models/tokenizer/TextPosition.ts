/**
 * Where a piece of text stands: at the start of a sequence, right after a control token, or going on in other text.
 * Sentencepiece models put a space before the first word of the first or of the first two.
 */
export type TextPosition = 'start' | 'afterToken' | 'continuing';
