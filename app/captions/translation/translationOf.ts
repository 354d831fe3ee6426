import type { CaptionLine } from '../CaptionLine.ts';

/**
 * What stands as the translation of a line: of its corrected copy that of the corrected text, once there is one, else that
 * of what was heard live. Undefined when it was not translated.
 */
export function translationOf({ corrected, translation }: Pick<CaptionLine, 'corrected' | 'translation'>, copy: 'live' | 'corrected'): CaptionLine['translation'] {
  if (!translation || copy === 'live' || !corrected || !translation.corrected) return translation;
  return { ...translation, text: translation.corrected };
}
