import type { WhisperTokens } from '../../../native-models/families/whisper/WhisperTokens.ts';

/** The text of a transcript, its timestamps left out. */
export function textOf(
  written: readonly number[],
  { end }: Pick<WhisperTokens, 'end'>,
  tokenBytes: (id: number) => Uint8Array,
): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    Buffer.concat(written.filter((token) => token < end).map(tokenBytes)),
  );
}
