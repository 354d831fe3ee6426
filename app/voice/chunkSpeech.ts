import { LONGEST_CHUNK } from './cutSpeech.ts';
import { nextSpeechChunk } from './nextSpeechChunk.ts';
import type { SpeechChunk } from './SpeechChunk.ts';
import { spokenTextOf } from './spokenTextOf.ts';

/** A whole text in Markdown, cut into what is said in one go: by sentence, the first chunk short, none of more than `longest` characters. */
export function* chunkSpeech(text: string, longest = LONGEST_CHUNK): Generator<SpeechChunk> {
  const spoken = spokenTextOf(text);
  let isFirst = true;
  for (let at = 0; ; ) {
    const found = nextSpeechChunk(spoken, at, { isFirst, isFinal: true, longest });
    if (!found?.chunk) return;
    yield found.chunk;
    isFirst = false;
    at = found.next;
  }
}
