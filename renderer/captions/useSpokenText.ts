import { maskSwearWords } from '../../app/captions/maskSwearWords.ts';
import { useSetting } from '../settings/useSetting.ts';

const asItIs = (text: string): string => text;

/** How what was said is shown: as it is, or with swear words hidden, where the person wants that. */
export function useSpokenText(): (text: string) => string {
  return useSetting('captionsMask').value ? maskSwearWords : asItIs;
}
