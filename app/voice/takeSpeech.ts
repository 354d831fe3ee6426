import { nextSpeechChunk } from './nextSpeechChunk.ts';
import type { SpeechChunk } from './SpeechChunk.ts';
import { spokenTextOf } from './spokenTextOf.ts';

/**
 * The next chunk of a text that is still being written, from `at` on (the `to` of the chunk before it): null when more
 * must be known, or, when `isFinal`, when nothing is left to be said. Within a piece of code that is not closed nothing
 * is taken.
 */
export function takeSpeech(
  text: string,
  at: number,
  { isFirst, isFinal }: { readonly isFirst: boolean; readonly isFinal: boolean },
): SpeechChunk | null {
  const known = isFinal ? text : text.slice(0, openCode(text));
  const inLine = at > 0 && known[at - 1] !== '\n';
  const spoken = spokenTextOf(known.slice(at), { inLine });
  const chunk = nextSpeechChunk(spoken, 0, { isFirst, isFinal })?.chunk;
  return chunk ? { ...chunk, from: at + chunk.from, to: at + chunk.to } : null;
}

/** Where a piece of code begins that is not closed yet; the end of the text when all are. */
function openCode(text: string): number {
  let open: { readonly fence: string; readonly at: number } | null = null;
  for (const { 1: fence = '', index } of text.matchAll(/^[ \t]{0,3}(`{3,}|~{3,})[^\n]*$/gmu)) {
    if (open === null) open = { fence, at: index };
    else if (fence.startsWith(open.fence)) open = null;
  }
  return open?.at ?? text.length;
}
