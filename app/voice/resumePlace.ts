import { sentenceEnds } from './sentenceEnds.ts';

/** Where an answer that was silenced over nothing goes on: at the beginning of the sentence in which it was. */
export function resumePlace(text: string, heardTo: number): number {
  const place = sentenceEnds(text).findLast((end) => end <= heardTo) ?? 0;
  return place + (/^\s*/.exec(text.slice(place))?.[0].length ?? 0);
}
