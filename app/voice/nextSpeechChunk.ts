import { cutSpeech } from './cutSpeech.ts';
import type { SpeechChunk } from './SpeechChunk.ts';
import type { SpokenText } from './SpokenText.ts';

/** What can be said. */
const SAYABLE = /[\p{L}\p{N}]/gu;

export interface FoundChunk {
  /** null when the rest has nothing to be said */
  readonly chunk: SpeechChunk | null;
  /** place in the spoken text behind it */
  readonly next: number;
}

/**
 * The chunk of a spoken text that begins at `at` or after it; null when more of the text must be known (never when
 * `isFinal`). What cannot be said is passed over.
 */
export function nextSpeechChunk(
  { text, from, to }: SpokenText,
  at: number,
  options: { readonly isFirst: boolean; readonly isFinal: boolean; readonly longest?: number },
): FoundChunk | null {
  SAYABLE.lastIndex = at;
  const first = SAYABLE.exec(text);
  if (!first) return options.isFinal ? { chunk: null, next: text.length } : null;
  // With what stands right before it: a quotation mark, a sign.
  const start = at + (/\S{0,3}$/.exec(text.slice(at, first.index))?.index ?? 0);
  const cut = cutSpeech(text.slice(start), options);
  if (cut === null) return null;
  const piece = text.slice(start, start + cut);
  const end = start + piece.trimEnd().length;
  return { chunk: { spoken: joined(piece), from: from[start] ?? 0, to: to[end - 1] ?? 0 }, next: start + cut };
}

/** Lines that are said in one go are sentences. */
function joined(piece: string): string {
  return piece
    .trim()
    .replaceAll(/(?<=[.!?:;,…。！？])\s*\n\s*/gu, ' ')
    .replaceAll(/\s*\n\s*/gu, '. ')
    .replaceAll(/\s+(?=[,.;:!?](?:\s|$))|\s+(?=\s)/gu, '');
}
