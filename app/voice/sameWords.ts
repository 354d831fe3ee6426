import { wordsOf } from './wordsOf.ts';

/** Whether two texts say the same, whatever their marks and capitals. */
export function sameWords(one: string, other: string): boolean {
  return wordsOf(one).join(' ') === wordsOf(other).join(' ');
}
