import type { HeardWord } from '../decode/HeardWord.ts';

/** Of a word that the model often says otherwise once it has heard what follows. */
const UNSURE = 0.5;

/** Whether more sound may well make another word of it: it is improbable, or stands there only for having been shown. */
export function isUnsure({ doubted, probability }: HeardWord): boolean {
  return doubted || probability < UNSURE;
}
