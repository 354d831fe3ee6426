import { nextSpeechChunk } from './nextSpeechChunk.ts';
import type { SpeechChunk } from './SpeechChunk.ts';
import { spokenTextOf } from './spokenTextOf.ts';

/** A whole text in Markdown, cut into what is said in one go: by sentence, the first chunk short. */
export function* chunkSpeech(text: string): Generator<SpeechChunk> {
  const spoken = spokenTextOf(text);
  let isFirst = true;
  for (let at = 0; ; ) {
    const found = nextSpeechChunk(spoken, at, { isFirst, isFinal: true });
    if (!found?.chunk) return;
    yield found.chunk;
    isFirst = false;
    at = found.next;
  }
}
